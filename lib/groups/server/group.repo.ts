import { db } from '@/lib/platform/server/db';

export const findGroups = () => db().group.findMany({ orderBy: { path: 'asc' } });

/** False when it was there. */
export async function createGroup(path: string, description: string, by: string): Promise<boolean> {
  const { count } = await db().group.createMany({ data: [{ path, description, createdBy: by }], skipDuplicates: true });
  return count > 0;
}

export const moveGroups = (paths: { from: string; to: string }[]) =>
  db().$transaction(paths.flatMap(({ from, to }) => [db().group.deleteMany({ where: { path: to } }), db().group.updateMany({ where: { path: from }, data: { path: to } })]));
export const removeGroups = (paths: string[]) => db().group.deleteMany({ where: { path: { in: paths } } });
