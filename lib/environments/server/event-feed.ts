import type Docker from 'dockerode';
import type { Readable } from 'node:stream';
import { type RawEvent, readEvents } from './read-events';

/** Engines keep few events; asking for some that were seen already costs nothing, since each is known by its key. */
const OVERLAP_S = 5;
/** What a fresh console asks for, so that its list of events does not start empty. */
const HISTORY_S = 3_600;
/** Enough for what can happen within the overlap; engines keep 256. */
const REMEMBERED = 2_000;

export const millisOf = (event: RawEvent) => (event.timeNano ? Math.floor(event.timeNano / 1e6) : (event.time ?? 0) * 1000);

/** One engine's events, each told once however often the stream has to be opened again. */
export class EventFeed {
  private stream: Readable | undefined;
  private lastAt = 0;
  private readonly told = new Set<string>();

  constructor(
    private readonly onEvent: (event: RawEvent) => void,
    private readonly onEnd: () => void,
  ) {}

  get isOpen() {
    return this.stream !== undefined;
  }

  /** Resolves when the engine has taken the subscription. `engineNowMs` is by the engine's clock, not by ours. */
  async open(docker: Docker, engineNowMs: number): Promise<void> {
    this.close();
    const since = this.lastAt ? this.lastAt / 1000 - OVERLAP_S : engineNowMs / 1000 - HISTORY_S;
    const stream = (await docker.getEvents({ since: Math.max(0, Math.floor(since)) })) as unknown as Readable;
    this.stream = stream;
    void this.follow(stream);
  }

  close(): void {
    const stream = this.stream;
    this.stream = undefined;
    stream?.destroy();
  }

  private async follow(stream: Readable): Promise<void> {
    try {
      for await (const event of readEvents(stream)) if (this.stream === stream) this.tell(event);
    } catch {
      // Whoever is told of the end finds out what it was.
    }
    if (this.stream !== stream) return;
    this.stream = undefined;
    this.onEnd();
  }

  private tell(event: RawEvent): void {
    const action = event.Action ?? '';
    // Health checks and terminals raise these by the thousand; none of them changes a row.
    if (action.startsWith('exec_') || action === 'top') return;
    const key = `${event.timeNano ?? event.time} ${event.Type} ${action} ${event.Actor?.ID}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    if (this.told.size > REMEMBERED) this.told.delete(this.told.values().next().value!);
    this.lastAt = Math.max(this.lastAt, millisOf(event));
    this.onEvent(event);
  }
}
