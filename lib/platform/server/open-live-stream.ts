import type { Permission } from '../endpoint';
import { textFor, type MaySee } from './live-reader';
import { livePosition, missedSince, positionAt, subscribeLive, type LiveMessage } from './live-bus';
import { onShutdown } from './shutdown';

const HEARTBEAT_MS = 15_000;
/** What one slow reader may have waiting; beyond that it is told to read everything again instead. */
const MOST_QUEUED = 2_000;
const MOST_QUEUED_CHARS = 8 << 20;

export interface LiveStreamOptions {
  /** What the reader holds anywhere, and whether it holds in a place. */
  permissions: ReadonlySet<Permission>;
  maySee: MaySee;
  /** Where the reader was (`Last-Event-ID`), or null. */
  after: string | null;
  signal: AbortSignal;
  /** Asked at each heartbeat, and whenever `onDoubt` tells; the stream ends when the session does. */
  stillValid: () => Promise<boolean>;
  /** Registers what to call when somebody's access changed; returns how to withdraw it. */
  onDoubt: (ask: () => void) => () => void;
}

/**
 * Server-sent events of all that `permissions` may see. Each has an id; who comes back with the last one is told what it
 * missed, or `reset` where that is too much. Bounded in memory however slowly it is read.
 */
export function openLiveStream({ permissions, maySee, after, signal, stillValid, onDoubt }: LiveStreamOptions): Response {
  const encoder = new TextEncoder();
  const queue = new ReaderQueue({ somewhere: permissions, maySee });
  let pulled: (() => void) | undefined;
  let withdraw: (() => void)[] = [];
  let ended = false;
  const end = () => {
    ended = true;
    for (const one of withdraw) one();
    withdraw = [];
    pulled?.();
  };
  const endUnlessValid = (ifSo: () => void) => void stillValid().then((valid) => (valid ? ifSo() : end()), end);

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // In one turn: nothing can be told between the position and the subscription.
        const missed = after === null ? [] : missedSince(after);
        // Who comes back keeps its position until it has what it missed: this connection may break before that.
        controller.enqueue(encoder.encode(`retry: 1000\n${sse('hello', after ?? livePosition())}`));
        if (missed) for (const message of missed) queue.add(message);
        else queue.reset();
        const heartbeat = setInterval(() => endUnlessValid(() => { queue.beat(); pulled?.(); }), HEARTBEAT_MS);
        withdraw = [
          subscribeLive((_, message) => { queue.add(message); pulled?.(); }),
          onShutdown(end),
          onDoubt(() => endUnlessValid(() => {})),
          () => clearInterval(heartbeat),
        ];
        signal.addEventListener('abort', end, { once: true });
      },
      async pull(controller) {
        if (queue.isEmpty && !ended) await new Promise<void>((resolve) => (pulled = resolve));
        pulled = undefined;
        if (ended) return controller.close();
        controller.enqueue(encoder.encode(queue.take()));
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' } });
}

const sse = (event: string, id: string) => `event: ${event}\nid: ${id}\ndata: {}\n\n`;

/** What one reader has yet to take. */
class ReaderQueue {
  private waiting = new Map<string, { seq: number; text: string }>();
  private chars = 0;
  private isReset = false;
  private beats = false;

  constructor(private readonly reader: Parameters<typeof textFor>[1]) {}

  get isEmpty() {
    return this.waiting.size === 0 && !this.isReset && !this.beats;
  }

  add(message: LiveMessage): void {
    // Who is about to read everything again needs nothing that was told before.
    if (this.isReset) return;
    const text = textFor(message, this.reader);
    if (text === undefined) return;
    this.chars += text.length - (this.waiting.get(message.key)?.text.length ?? 0);
    this.waiting.delete(message.key);
    this.waiting.set(message.key, { seq: message.seq, text });
    if (this.waiting.size > MOST_QUEUED || this.chars > MOST_QUEUED_CHARS) this.reset();
  }

  reset(): void {
    this.waiting.clear();
    this.chars = 0;
    this.isReset = true;
  }

  /** Moves on the position of a reader who may see little, so that coming back does not cost it everything. */
  beat(): void {
    this.beats = true;
  }

  take(): string {
    const parts = [...this.waiting.values()].map(({ seq, text }) => `id: ${positionAt(seq)}\ndata: ${text}\n\n`);
    if (this.isReset) parts.push(sse('reset', livePosition()));
    else if (this.beats) parts.push(sse('heartbeat', livePosition()));
    this.waiting = new Map();
    this.chars = 0;
    this.isReset = this.beats = false;
    return parts.join('');
  }
}
