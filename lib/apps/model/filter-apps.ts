import type { AppDto, GroupDto } from '../contract';
import { groupTree, parentOf } from './group-tree';

export interface AppFilters {
  group: string;
  search: string;
  status: readonly string[];
  health: readonly string[];
  label: readonly string[];
  environment: readonly string[];
  /** Column, with a minus for downwards. */
  sort: string;
}

export type ListRow = { kind: 'group'; path: string; group: GroupDto } | { kind: 'app'; path: string; app: AppDto };

/** The worst of an app's instances, as the health filter names it. */
export function healthOf({ segments }: Pick<AppDto, 'segments'>): 'unhealthy' | 'staged' | 'healthy' | 'unknown' | 'none' {
  if (segments.unhealthy > 0) return 'unhealthy';
  if (segments.staged > 0 || segments.unscheduled > 0) return 'staged';
  if (segments.healthy > 0) return 'healthy';
  return segments.unknown > 0 ? 'unknown' : 'none';
}
export const labelsOf = ({ labels }: Pick<AppDto, 'labels'>) => Object.entries(labels).map(([name, value]) => (value ? `${name}=${value}` : name));

const within = (group: string, path: string) => group === '/' || path === group || path.startsWith(`${group}/`);
const KEYS = {
  status: (app: AppDto) => app.status,
  health: healthOf,
  environment: (app: AppDto) => app.environment,
} as const;

/** How many apps below a group each choice of each filter would leave. */
export function countChoices(apps: readonly AppDto[], group: string): Record<'status' | 'health' | 'environment' | 'label', [string, number][]> {
  const below = apps.filter(({ path }) => within(group, path));
  const count = (keysOf: (app: AppDto) => readonly string[]) => {
    const counts = new Map<string, number>();
    for (const app of below) for (const key of keysOf(app)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  };
  return { status: count((app) => [KEYS.status(app)]), health: count((app) => [KEYS.health(app)]), environment: count((app) => [KEYS.environment(app)]), label: count(labelsOf) };
}

const any = (chosen: readonly string[], values: readonly string[]) => chosen.length === 0 || values.some((value) => chosen.includes(value));
const collator = new Intl.Collator('en', { numeric: true });
const SORT: Record<string, (row: ListRow) => string | number> = {
  path: ({ path }) => path,
  cpus: (row) => (row.kind === 'app' ? row.app.cpus : row.group.cpus),
  mem: (row) => (row.kind === 'app' ? row.app.mem : row.group.mem),
  status: (row) => (row.kind === 'app' ? row.app.status : ''),
  instances: (row) => (row.kind === 'app' ? row.app : row.group).instances.wanted,
  updated: (row) => (row.kind === 'app' ? row.app.updatedAt : ''),
};

/**
 * What stands in a group: its groups first, then its apps. As soon as something is searched or filtered for, every app
 * below that matches instead, and with a search the groups as well, best match first. `score` is 0 for no match.
 */
export function listRows(apps: readonly AppDto[], made: readonly { path: string; description: string }[], filters: AppFilters, score: (text: string, search: string) => number): ListRow[] {
  const chosen = apps.filter((app) => within(filters.group, app.path) && any(filters.status, [app.status]) && any(filters.health, [healthOf(app)]) && any(filters.environment, [app.environment]) && any(filters.label, labelsOf(app)));
  const filtered = [filters.status, filters.health, filters.environment, filters.label].some((one) => one.length > 0);
  const groups = filtered ? [] : groupTree(apps, made).filter(({ path }) => path !== filters.group && within(filters.group, path));
  const appRow = (app: AppDto): ListRow => ({ kind: 'app', path: app.path, app });
  const groupRow = (group: GroupDto): ListRow => ({ kind: 'group', path: group.path, group });
  const search = filters.search.trim();
  if (search) {
    const found = [...groups.map(groupRow), ...chosen.map(appRow)].map((row) => ({ row, score: score(row.kind === 'app' ? `${row.path} ${row.app.image} ${labelsOf(row.app).join(' ')}` : row.path, search) }));
    return found.filter((one) => one.score > 0).sort((a, b) => b.score - a.score || collator.compare(a.row.path, b.row.path)).map(({ row }) => row);
  }
  const key = SORT[filters.sort.replace(/^-/, '')] ?? SORT.path!;
  const sign = filters.sort.startsWith('-') ? -1 : 1;
  const inOrder = (rows: ListRow[]) => rows.sort((a, b) => { const [x, y] = [key(a), key(b)]; return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y))) || collator.compare(a.path, b.path); });
  if (filtered) return inOrder(chosen.map(appRow));
  const here = ({ path }: { path: string }) => parentOf(path) === filters.group;
  return [...inOrder(groups.filter(here).map(groupRow)), ...inOrder(chosen.filter(here).map(appRow))];
}
