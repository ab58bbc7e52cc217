import { percentileMs } from '@/lib/proxy/model/latency';

/** Counters of one route at a moment. */
export interface Counted {
  atMs: number;
  requests: number;
  errors: number;
  bytesOut: number;
  latency: readonly number[];
}

const WINDOW_MS = 60_000;
const POINT_MS = 10_000;

/** What came between two looks; a proxy that was started anew in between counts from nothing again. */
function between(from: Counted, to: Counted): Omit<Counted, 'atMs'> & { seconds: number } {
  const isAnew = to.requests < from.requests;
  const minus = (a: number, b: number) => (isAnew ? a : Math.max(0, a - b));
  return {
    seconds: (to.atMs - from.atMs) / 1000, requests: minus(to.requests, from.requests), errors: minus(to.errors, from.errors), bytesOut: minus(to.bytesOut, from.bytesOut),
    latency: to.latency.map((count, index) => minus(count, from.latency[index] ?? 0)),
  };
}

/** Over the last minute; null while there are not two looks. `samples`: oldest first. */
export function trafficOf(samples: readonly Counted[]) {
  const last = samples.at(-1);
  const first = samples.find(({ atMs }) => last && atMs >= last.atMs - WINDOW_MS);
  if (!last || !first || first === last) return null;
  const { seconds, requests, errors, bytesOut, latency } = between(first, last);
  return { windowSeconds: Math.round(seconds), requestsPerSecond: requests / seconds, errorRate: requests > 0 ? Math.min(1, errors / requests) : 0, bytesPerSecond: bytesOut / seconds, p50: percentileMs(latency, 0.5), p95: percentileMs(latency, 0.95), p99: percentileMs(latency, 0.99) };
}

/** Five hundred routes have many points. */
const short = (value: number) => Math.round(value * 1000) / 1000;

/** A point every ten seconds. */
export function historyOf(samples: readonly Counted[]) {
  const points: { at: string; requestsPerSecond: number; errorRate: number; p95: number | null }[] = [];
  let [from] = samples;
  for (const to of samples) {
    if (!from || to.atMs - from.atMs < POINT_MS) continue;
    const { seconds, requests, errors, latency } = between(from, to);
    const p95 = percentileMs(latency, 0.95);
    points.push({ at: new Date(to.atMs).toISOString(), requestsPerSecond: short(requests / seconds), errorRate: short(requests > 0 ? Math.min(1, errors / requests) : 0), p95: p95 === null ? null : short(p95) });
    from = to;
  }
  return points;
}
