import { isWithin } from '@/lib/access/model/paths';
import { added, NOTHING, type Amounts } from '@/lib/groups/model/quota';

export interface AppShare {
  id: string;
  path: string;
  reserved: Amounts;
  /** Cores and MiB, as measured last. */
  used: { cpus: number; mem: number } | null;
}
interface Row {
  path: string;
  kind: 'group' | 'app';
  appId: string | null;
  reserved: Amounts;
  used: AppShare['used'];
}

export const sumOf = (apps: readonly AppShare[]) => ({
  reserved: apps.reduce((sum, { reserved }) => added(sum, reserved), NOTHING),
  used: apps.reduce<AppShare['used']>((sum, { used }) => (used ? { cpus: (sum?.cpus ?? 0) + used.cpus, mem: (sum?.mem ?? 0) + used.mem } : sum), null),
});

/** What lies right below a group: its apps, and its groups with all that they hold. `groups`: also those that are empty. */
export function rowsBelow(group: string, apps: readonly AppShare[], groups: readonly string[]): Row[] {
  const depth = group === '/' ? 1 : group.split('/').length;
  const rows: Row[] = apps.filter(({ path }) => path.split('/').length === depth + 1).map(({ id, path, reserved, used }) => ({ path, kind: 'app', appId: id, reserved, used }));
  const names = new Set([...apps.map(({ path }) => path).filter((path) => path.split('/').length > depth + 1), ...groups.filter((path) => path !== group && isWithin(group, path))].map((path) => path.split('/').slice(0, depth + 1).join('/')));
  for (const path of names) rows.push({ path, kind: 'group', appId: null, ...sumOf(apps.filter((app) => app.path !== path && isWithin(path, app.path))) });
  return rows.sort((a, b) => (a.kind === b.kind ? a.path.localeCompare(b.path) : a.kind === 'group' ? -1 : 1));
}

const MOST_IDLE = 5;
/** Less than this is nobody's worry. */
const WORTH = { cpus: 0.05, mem: 16 };

/** Of apps that were measured: what they reserve and do not use, the most first. */
export function idlest(apps: readonly AppShare[]): { path: string; appId: string; cpus: number; mem: number }[] {
  return apps
    .flatMap(({ id, path, reserved, used }) => (used ? [{ path, appId: id, cpus: Math.max(0, reserved.cpus - used.cpus), mem: Math.max(0, reserved.mem - used.mem) }] : []))
    .filter(({ cpus, mem }) => cpus > WORTH.cpus || mem > WORTH.mem)
    // A core is worth as much as two GiB, roughly as hosts are built.
    .sort((a, b) => b.cpus + b.mem / 2048 - (a.cpus + a.mem / 2048))
    .slice(0, MOST_IDLE);
}
