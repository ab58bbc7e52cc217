import { onShutdown } from '@/lib/platform/server/shutdown';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { logErrors } from '../errors';
import { maskFor } from '@/lib/environments/server/shown-secrets';
import { LineRate } from '../model/rate';
import { LogFeed } from './log-feed';
import { openLogSource, type LogSelection } from './open-log-source';

const BURST_LINES = 10_000;
const LINES_PER_SECOND = 3_000;
const BATCH_LINES = 500;
const QUIET_MS = 15_000;
const CHECK_MS = 5_000;
/** A reader that takes nothing for so long is cut: it holds a connection to the engine. */
const STALLED_MS = 60_000;
const MOST_READERS_EACH = 20;

export interface StreamLogsOptions {
  environmentId: string;
  containerId: string;
  selection: LogSelection;
  /** Whose readers are counted together. */
  reader: string;
  signal: AbortSignal;
  /** Asked now and then; the stream ends when its reader may no longer read. */
  stillValid: () => Promise<boolean>;
  describeError: (error: unknown) => Promise<{ code: string; detail: string }>;
}

const readers = () => processState('log-readers', () => new Map<string, number>());

/** NDJSON of what a container writes; at most a few megabytes wait, however fast it writes and however slowly one reads. */
export async function streamLogs(options: StreamLogsOptions): Promise<Response> {
  const { reader, selection, signal } = options;
  const open = readers().get(reader) ?? 0;
  if (open >= MOST_READERS_EACH) throw logErrors('too_many_readers', { most: MOST_READERS_EACH });
  readers().set(reader, open + 1);
  const leave = once(() => {
    const left = (readers().get(reader) ?? 1) - 1;
    if (left > 0) readers().set(reader, left);
    else readers().delete(reader);
  });
  const closing = new AbortController();
  try {
    const source = await openLogSource(options.environmentId, options.containerId, selection, closing.signal);
    const mask = await maskFor(source.containerId);
    const feed = new LogFeed(source.stream, { tty: source.tty, follow: selection.follow });
    return respond(feed, mask, options, () => { closing.abort(); leave(); });
  } catch (error) {
    leave();
    throw error;
  } finally {
    if (signal.aborted) closing.abort();
  }
}

function respond(feed: LogFeed, mask: (text: string) => string, { signal, stillValid, describeError }: StreamLogsOptions, leave: () => void): Response {
  const encoder = new TextEncoder();
  const rate = new LineRate(BURST_LINES, LINES_PER_SECOND, performance.now());
  let pulledAt = performance.now();
  let pulling = false;
  let checkedAt = performance.now();
  let stopped = false;
  const stop = once(() => {
    stopped = true;
    clearInterval(check);
    withdraw();
    signal.removeEventListener('abort', stop);
    feed.close();
    leave();
  });
  const withdraw = onShutdown(stop);
  signal.addEventListener('abort', stop, { once: true });
  const check = setInterval(() => {
    const now = performance.now();
    if (!pulling && now - pulledAt > STALLED_MS) return stop();
    if (now - checkedAt < QUIET_MS) return;
    checkedAt = now;
    stillValid().then((valid) => { if (!valid) stop(); }, stop);
  }, CHECK_MS);
  if (signal.aborted) stop();

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        pulling = true;
        const text = await nextText(feed, rate, mask, describeError);
        pulling = false;
        pulledAt = performance.now();
        // Whoever was stopped is not told that the log is complete.
        if (!stopped) controller.enqueue(encoder.encode(text));
        if (stopped || text.endsWith('"done"}\n')) {
          stop();
          controller.close();
        }
      },
      cancel: stop,
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' } });
}

/** The next batch as text; the last one ends with `done`. */
async function nextText(feed: LogFeed, rate: LineRate, mask: (text: string) => string, describeError: StreamLogsOptions['describeError']): Promise<string> {
  const startedAt = performance.now();
  for (;;) {
    const now = performance.now();
    const budget = Math.min(BATCH_LINES, rate.available(now));
    const events = feed.take(budget);
    rate.spend(events.length);
    if (events.length > 0) return events.map((event) => `${JSON.stringify(event.kind === 'line' ? { ...event, text: mask(event.text) } : event)}\n`).join('');
    if (feed.ended && feed.size === 0) return ending(feed, describeError);
    if (now - startedAt >= QUIET_MS) return '{"kind":"quiet"}\n';
    await feed.changed(feed.size > 0 ? 50 : QUIET_MS);
    // A line that comes alone goes at once; of a flood a handful is gathered first.
    if (feed.size > 0 && rate.available(performance.now()) < BATCH_LINES) await feed.changed(50);
  }
}

async function ending(feed: LogFeed, describeError: StreamLogsOptions['describeError']): Promise<string> {
  if (feed.error === undefined || feed.error === null) return '{"kind":"done"}\n';
  log.debug({ err: feed.error }, 'a log stream broke');
  return `${JSON.stringify({ kind: 'error', ...(await describeError(feed.error)) })}\n{"kind":"done"}\n`;
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
