import { parseCounters } from '../model/parse-stat';
import type { ProxyState, Sample } from './proxy-state';

/** A little more than the longest window that is shown. */
const KEPT_MS = 310_000;
/** A point of the charts. */
const POINT_MS = 10_000;

/** Remembers the counters of each route, so that two of them make a rate. */
export async function takeSample(state: ProxyState): Promise<void> {
  const [current] = state.workers;
  if (!current || !state.channel?.isOpen) return;
  const latencies = parseCounters((await state.channel.send([`@!${current.pid} show table latencies`]))[0]!);
  const routes: Sample['routes'] = new Map();
  for (const row of current.stat) {
    if (row.name !== 'BACKEND') continue;
    // The sides of a route count as the route.
    const id = row.backend.split('.')[0]!;
    const known = routes.get(id);
    routes.set(id, { requests: (known?.requests ?? 0) + row.requests, errors: (known?.errors ?? 0) + row.answers['5xx'], bytesOut: (known?.bytesOut ?? 0) + row.bytesOut, latency: latencies.get(id) ?? [] });
  }
  const now = Date.now();
  // The newest moves along until it is far enough from the one before: five hundred routes are much to remember.
  const [before, last] = state.samples.slice(-2);
  if (before && last && last.atMs - before.atMs < POINT_MS) state.samples.pop();
  state.samples.push({ atMs: now, routes });
  while (state.samples.length > 1 && state.samples[0]!.atMs < now - KEPT_MS) state.samples.shift();
}
