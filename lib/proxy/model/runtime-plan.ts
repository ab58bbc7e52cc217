import type { StatRow } from './parse-stat';
import { upstreamWords } from './route-section';
import { sideEntries } from './haproxy-config';
import type { Upstream, WantedRoute } from './wanted';

/** The pools of a route by the name of their backend. */
export function poolsOf(route: WantedRoute): { backend: string; pool: readonly Upstream[] }[] {
  return [{ backend: route.id, pool: route.pool }, ...(route.sides && route.options.protocol !== 'tcp' ? [{ backend: `${route.id}.new`, pool: route.sides.new }, { backend: `${route.id}.old`, pool: route.sides.old }] : [])];
}

type Seen = Pick<StatRow, 'backend' | 'name' | 'status' | 'weight' | 'address' | 'sessions'>;

/**
 * What to tell the proxy so that it sends traffic to exactly the wanted upstreams. Who comes is told before who goes, so
 * that there is never nobody; who goes finishes what it is busy with, and is forgotten once it is idle.
 */
export function planRuntime(routes: readonly WantedRoute[], seen: readonly Seen[]): string[] {
  const known = new Map<string, Map<string, Seen>>();
  for (const row of seen) {
    if (row.name === 'BACKEND' || row.name === 'FRONTEND') continue;
    known.set(row.backend, (known.get(row.backend) ?? new Map<string, Seen>()).set(row.name, row));
  }
  const backends = new Set(seen.map(({ backend }) => backend));
  const [come, change, go, forget]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const route of routes) {
    for (const { backend, pool } of poolsOf(route)) {
      if (!backends.has(backend)) continue;
      const there = known.get(backend);
      for (const upstream of pool) {
        const at = `${backend}/${upstream.name}`;
        const row = there?.get(upstream.name);
        const address = `${upstream.address}:${upstream.port}`;
        if (!row) come.push(`add server ${at} ${address} weight ${upstream.weight} ${upstreamWords(route.options)}`, `enable health ${at}`, `enable server ${at}`);
        else {
          // A container that was started again may stand at another address.
          if (row.address !== address) change.push(`set server ${at} addr ${upstream.address} port ${upstream.port}`);
          if (row.weight !== upstream.weight) change.push(`set server ${at} weight ${upstream.weight}`);
          if (row.status === 'maint') come.push(`set server ${at} state ready`);
        }
      }
      const wanted = new Set(pool.map(({ name }) => name));
      for (const row of there?.values() ?? []) {
        if (wanted.has(row.name)) continue;
        if (row.status !== 'maint') go.push(`set server ${backend}/${row.name} state maint`);
        else if (row.sessions === 0) forget.push(`del server ${backend}/${row.name}`);
      }
    }
  }
  return [...change, ...come, ...go, ...forget];
}

/** Changes of the map that leads browsers to the version their page came from. */
export function planSides(path: string, routes: readonly WantedRoute[], seen: ReadonlyMap<string, string>): { before: string[]; after: string[] } {
  const wanted = new Map(sideEntries(routes).map(({ key, value }) => [key, value]));
  return {
    // A side is named once its instances are there, and no longer before they go.
    after: [...wanted].flatMap(([key, value]) => (!seen.has(key) ? [`add map ${path} ${key} ${value}`] : seen.get(key) !== value ? [`set map ${path} ${key} ${value}`] : [])),
    before: [...seen.keys()].filter((key) => !wanted.has(key)).map((key) => `del map ${path} ${key}`),
  };
}

/** Reads the answer to `show map`: an address, a key, a value. */
export const parseMap = (answer: string): Map<string, string> => new Map(answer.split('\n').flatMap((line) => { const [, key, value] = line.split(' '); return key && value ? [[key, value] as const] : []; }));
