export type LiveStatus = 'connecting' | 'open';

type Handler = (data: unknown) => void;

const HIDDEN_MS = 30_000;
const FIRST_RETRY_MS = 500;
const MOST_RETRY_MS = 8_000;

/**
 * The tab's one event stream. A tab hidden for a while gives its connection back, since a browser allows six to a host;
 * when it returns, or after any gap that the server cannot replay, `onGap` has everything read again.
 */
export class LiveConnection {
  private source: EventSource | undefined;
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly statusListeners = new Set<(status: LiveStatus) => void>();
  private status: LiveStatus = 'connecting';
  private retryMs = FIRST_RETRY_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasOpen = false;

  constructor(private readonly onGap: () => void) {}

  start(): () => void {
    this.open();
    const onVisibility = () => {
      clearTimeout(this.timer);
      if (document.hidden) this.timer = setTimeout(() => this.close(), HIDDEN_MS);
      else if (!this.source) this.open();
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
    const source = new EventSource('/api/v1/stream');
    this.source = source;
    source.addEventListener('hello', () => {
      this.retryMs = FIRST_RETRY_MS;
      if (this.wasOpen) this.onGap();
      this.wasOpen = true;
      this.become('open');
    });
    source.addEventListener('reset', () => this.onGap());
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const { kind, data } = JSON.parse(event.data) as { kind: string; data: unknown };
      for (const handler of this.handlers.get(kind) ?? []) handler(data);
    });
    // The browser's own retry gives up after an HTTP error; this one does not.
    source.addEventListener('error', () => {
      this.close();
      this.timer = setTimeout(() => this.open(), this.retryMs);
      this.retryMs = Math.min(this.retryMs * 2, MOST_RETRY_MS);
    });
  }

  private close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
    this.become('connecting');
  }

  private become(status: LiveStatus): void {
    this.status = status;
    for (const listener of this.statusListeners) listener(status);
  }
}
