/** The groups that hold a path, nearest first; the root is the last: `/a/b/app` → `/a/b`, `/a`, `/`. */
export function groupsAbove(path: string): string[] {
  const segments = path.split('/').slice(1, -1);
  return [...segments.map((_, index) => `/${segments.slice(0, segments.length - index).join('/')}`), '/'];
}

/** The group that holds a group; null of the root. */
export const parentGroup = (group: string): string | null => (group === '/' ? null : group.slice(0, group.lastIndexOf('/')) || '/');

/** The path under its new group: `/a/b/app`, moved from `/a/b` to `/c` → `/c/app`. */
export const movedPath = (path: string, from: string, to: string) => (from === '/' ? `${to === '/' ? '' : to}${path}` : `${to}${path.slice(from.length)}`);
