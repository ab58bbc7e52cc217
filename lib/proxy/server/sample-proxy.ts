import type { Backend } from '../model/backends';
import { parseCounters, type Counters, type StatRow } from '../model/parse-stat';
import type { ProxyState } from './proxy-state';

/** A little more than the longest window that is shown. */
const KEPT_MS = 310_000;
/** A point of the charts. */
const POINT_MS = 10_000;

/** Remembers the counters of each route, so that two of them make a rate. */
export async function takeSample(state: ProxyState): Promise<void> {
  const [current] = state.workers;
  if (!current || !state.channel?.isOpen) return;
  const routes = parseCounters((await state.channel.send([`@!${current.pid} show table routes`]))[0]!);
  for (const backend of state.backends) addFailures(backend, routes, current.stat.filter((row) => row.name === 'BACKEND' && row.backend.split('.')[0] === backend.name));
  const now = Date.now();
  // The newest moves along until it is far enough from the one before: five hundred routes are much to remember.
  const [before, last] = state.samples.slice(-2);
  if (before && last && last.atMs - before.atMs < POINT_MS) state.samples.pop();
  state.samples.push({ atMs: now, routes });
  while (state.samples.length > 1 && state.samples[0]!.atMs < now - KEPT_MS) state.samples.shift();
}

/** What the proxy answers itself where nobody can, its table does not count; the backend that several routes may share does. */
function addFailures({ route, routeIds }: Backend, routes: Map<string, Counters>, rows: readonly StatRow[]): void {
  const sum = (of: (row: StatRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  // Plain TCP has no requests to count, and a backend for each route.
  if (route.options.protocol === 'tcp') return void routes.set(route.id, { requests: sum((row) => row.requests), errors: sum((row) => row.connectErrors), bytesOut: sum((row) => row.bytesOut), latency: [] });
  const counted = routeIds.flatMap((id) => routes.get(id) ?? []);
  const requests = counted.reduce((total, one) => total + one.requests, 0);
  const missed = sum((row) => row.answers['5xx']) - counted.reduce((total, one) => total + one.errors, 0);
  if (missed > 0) for (const one of counted) one.errors += Math.round((missed * one.requests) / requests);
}
