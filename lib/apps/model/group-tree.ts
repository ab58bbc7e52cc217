import type { AppDto, GroupDto } from '../contract';

const ADDED = ['healthy', 'unhealthy', 'unknown', 'staged', 'overCapacity', 'unscheduled'] as const;
const empty = (path: string): GroupDto => ({ path, description: '', isMade: false, apps: 0, cpus: 0, mem: 0, instances: { wanted: 0, ready: 0 }, segments: { healthy: 0, unhealthy: 0, unknown: 0, staged: 0, overCapacity: 0, unscheduled: 0 }, statuses: {} });

/** Every group that somebody made or that an app's path names, each with the totals of everything below it. */
export function groupTree(apps: readonly AppDto[], made: readonly { path: string; description: string }[]): GroupDto[] {
  const groups = new Map<string, GroupDto>();
  const at = (path: string) => {
    const known = groups.get(path) ?? empty(path);
    groups.set(path, known);
    return known;
  };
  for (const { path, description } of made) {
    for (const above of withAncestors(path)) at(above);
    Object.assign(at(path), { description, isMade: true });
  }
  for (const app of apps) for (const path of withAncestors(parentOf(app.path))) add(at(path), app);
  return [...groups.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function add(group: GroupDto, app: AppDto): void {
  group.apps++;
  if (app.status !== 'suspended') {
    group.cpus += app.cpus;
    group.mem += app.mem;
    group.instances.wanted += app.instances.wanted;
  }
  group.instances.ready += app.instances.ready;
  for (const segment of ADDED) group.segments[segment] += app.segments[segment];
  group.statuses[app.status] = (group.statuses[app.status] ?? 0) + 1;
}

export const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/';
export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The path itself and what holds it, without the root, which is everything. */
function withAncestors(path: string): string[] {
  if (path === '/') return [];
  const segments = path.slice(1).split('/');
  return segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`);
}
