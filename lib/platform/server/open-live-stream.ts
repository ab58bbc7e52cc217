import type { Permission } from '../endpoint';
import { subscribeLive, type LiveEvent } from './live-bus';
import { onShutdown } from './shutdown';

const HEARTBEAT_MS = 15_000;
/** What one slow reader may have waiting; beyond that it is told to read everything again instead. */
const MOST_QUEUED = 2_000;

export interface LiveStreamOptions {
  permissions: ReadonlySet<Permission>;
  signal: AbortSignal;
  /** Asked at each heartbeat, and whenever `onDoubt` tells; the stream ends when the session does. */
  stillValid: () => Promise<boolean>;
  /** Registers what to call when somebody's access changed; returns how to withdraw it. */
  onDoubt: (ask: () => void) => () => void;
}

/** Server-sent events of all that `permissions` may see. Bounded in memory however slowly it is read. */
export function openLiveStream({ permissions, signal, stillValid, onDoubt }: LiveStreamOptions): Response {
  const encoder = new TextEncoder();
  let queue = new Map<string, string>();
  let counter = 0;
  let pulled: (() => void) | undefined;

  const enqueue = (event: LiveEvent) => {
    if (!permissions.has(event.permission)) return;
    if (queue.size >= MOST_QUEUED) queue = new Map([['reset', 'event: reset\ndata: {}\n\n']]);
    if (queue.has('reset')) return;
    const key = event.replaceKey ?? `#${counter++}`;
    queue.delete(key);
    queue.set(key, `data: ${serialise(event)}\n\n`);
    pulled?.();
  };

  let unsubscribe = () => {};
  let withdraw = () => {};
  let withdrawDoubt = () => {};
  let heartbeat: NodeJS.Timeout | undefined;
  let ended = false;
  const end = () => {
    ended = true;
    clearInterval(heartbeat);
    unsubscribe();
    withdraw();
    withdrawDoubt();
    pulled?.();
  };

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode('retry: 1000\nevent: hello\ndata: {}\n\n'));
        unsubscribe = subscribeLive(enqueue);
        withdraw = onShutdown(end);
        withdrawDoubt = onDoubt(() => void stillValid().then((valid) => { if (!valid) end(); }, end));
        heartbeat = setInterval(() => {
          void stillValid().then((valid) => {
            if (!valid) end();
            else if (queue.size === 0) { queue.set('heartbeat', ': \n\n'); pulled?.(); }
          }, end);
        }, HEARTBEAT_MS);
        signal.addEventListener('abort', end, { once: true });
      },
      async pull(controller) {
        if (queue.size === 0 && !ended) await new Promise<void>((resolve) => (pulled = resolve));
        pulled = undefined;
        if (ended) return controller.close();
        const batch = [...queue.values()].join('');
        queue = new Map();
        controller.enqueue(encoder.encode(batch));
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' } });
}

const serialised = new WeakMap<LiveEvent, string>();

/** One event goes to many readers; it is turned into text once. */
function serialise(event: LiveEvent): string {
  let text = serialised.get(event);
  if (text === undefined) {
    text = JSON.stringify({ kind: event.kind, data: event.data });
    serialised.set(event, text);
  }
  return text;
}
