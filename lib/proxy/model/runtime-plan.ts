import { poolsOf, type Backend } from './backends';
import type { StatRow } from './parse-stat';
import { upstreamWords } from './route-section';

type Seen = Pick<StatRow, 'backend' | 'name' | 'status' | 'weight' | 'address' | 'sessions'>;

/**
 * What to tell the proxy so that it sends traffic to exactly the wanted upstreams. Who comes is told before who goes, so
 * that there is never nobody; who goes finishes what it is busy with, and is forgotten once it is idle.
 */
export function planRuntime(backends: readonly Backend[], seen: readonly Seen[]): string[] {
  const known = new Map<string, Map<string, Seen>>();
  for (const row of seen) {
    if (row.name === 'BACKEND' || row.name === 'FRONTEND') continue;
    known.set(row.backend, (known.get(row.backend) ?? new Map<string, Seen>()).set(row.name, row));
  }
  const sections = new Set(seen.map(({ backend }) => backend));
  const [come, change, go, forget]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const backend of backends) {
    for (const { section, pool } of poolsOf(backend)) {
      if (!sections.has(section)) continue;
      const there = known.get(section);
      for (const upstream of pool) {
        const at = `${section}/${upstream.name}`;
        const row = there?.get(upstream.name);
        const address = `${upstream.address}:${upstream.port}`;
        if (!row) come.push(`add server ${at} ${address} weight ${upstream.weight} ${upstreamWords(backend.route.options)}`, `enable health ${at}`, `enable server ${at}`);
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
        if (row.status !== 'maint') go.push(`set server ${section}/${row.name} state maint`);
        else if (row.sessions === 0) forget.push(`del server ${section}/${row.name}`);
      }
    }
  }
  return [...change, ...come, ...go, ...forget];
}
