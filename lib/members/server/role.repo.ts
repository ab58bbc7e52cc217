import { accessChanged } from '@/lib/access/server/access-cache';
import { db } from '@/lib/platform/server/db';

export const findRoles = () => db().role.findMany({ orderBy: { name: 'asc' } });
export const findRole = (name: string) => db().role.findUnique({ where: { name } });

export async function createRole(data: { name: string; description: string; permissions: string[]; createdBy: string }): Promise<boolean> {
  return (await db().role.createMany({ data: [data], skipDuplicates: true })).count > 0;
}
export async function updateRole(name: string, data: { description: string; permissions: string[] }): Promise<boolean> {
  const { count } = await db().role.updateMany({ where: { name }, data });
  accessChanged();
  return count > 0;
}
/** Only while no grant names it, also when one is made at the same moment. */
export async function deleteRole(name: string): Promise<'done' | 'in use' | 'not there'> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`lock table "Grant" in share row exclusive mode`;
    if ((await tx.grant.count({ where: { role: name } })) > 0) return 'in use';
    return (await tx.role.deleteMany({ where: { name } })).count > 0 ? 'done' : 'not there';
  });
}
