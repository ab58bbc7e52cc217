export type LiveStatus = 'connecting' | 'open';

type Handler = (data: unknown) => void;

const HIDDEN_MS = 30_000;
const FIRST_RETRY_MS = 500;
const MOST_RETRY_MS = 8_000;
/** The server says something every 15 s; a connection that a sleeping laptop left half open says nothing. */
const SILENCE_MS = 40_000;

/**
 * The tab's one event stream. It begins where the page was made and goes on where it broke off, so that no change is
 * missed; where the server no longer knows what was missed, `onGap` has everything read again. A tab hidden for a while
 * gives its connection back, since a browser allows six to a host.
 */
export class LiveConnection {
  private source: EventSource | undefined;
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly statusListeners = new Set<(status: LiveStatus) => void>();
  private status: LiveStatus = 'connecting';
  private retryMs = FIRST_RETRY_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    /** What this page shows is at least as new as this. */
    private position: string,
    private readonly onGap: () => void,
  ) {}

  start(): () => void {
    this.open();
    const onVisibility = () => {
      if (document.hidden) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.close(), HIDDEN_MS);
      } else if (this.source) clearTimeout(this.timer);
      else this.open();
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      this.close();
    };
  }

  subscribe(kind: string, handler: Handler): () => void {
    const set = this.handlers.get(kind) ?? new Set();
    this.handlers.set(kind, set.add(handler));
    return () => void set.delete(handler);
  }

  onStatus(listener: (status: LiveStatus) => void): () => void {
    this.statusListeners.add(listener);
    listener(this.status);
    return () => void this.statusListeners.delete(listener);
  }

  private open(): void {
    clearTimeout(this.timer);
    // Not the browser's own reconnection, which gives up after an HTTP error; so the position goes in the address.
    const source = new EventSource(`/api/v1/stream?after=${encodeURIComponent(this.position)}`);
    this.source = source;
    this.listenFor('hello', () => {
      this.retryMs = FIRST_RETRY_MS;
      this.become('open');
    });
    this.listenFor('heartbeat', () => {});
    this.listenFor('reset', () => this.onGap());
    this.listenFor('message', (text) => {
      const { kind, data } = JSON.parse(text) as { kind: string; data: unknown };
      for (const handler of this.handlers.get(kind) ?? []) handler(data);
    });
    source.addEventListener('error', () => this.retry());
    this.expectMore();
  }

  private listenFor(name: string, handle: (text: string) => void): void {
    this.source!.addEventListener(name, (event: MessageEvent<string>) => {
      this.expectMore();
      handle(event.data);
      if (event.lastEventId) this.position = event.lastEventId;
    });
  }

  private expectMore(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.retry(), SILENCE_MS);
  }

  private retry(): void {
    this.close();
    this.timer = setTimeout(() => this.open(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, MOST_RETRY_MS);
  }

  private close(): void {
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.source?.close();
    this.source = undefined;
    this.become('connecting');
  }

  private become(status: LiveStatus): void {
    this.status = status;
    for (const listener of this.statusListeners) listener(status);
  }
}
