import { db } from '@/lib/platform/server/db';
import { accessChanged } from '../access-cache';

export const findIdentity = (providerId: string, subject: string) => db().identity.findUnique({ where: { providerId_subject: { providerId, subject } } });
export const providersOfUser = async (userId: string) => (await db().identity.findMany({ where: { userId }, select: { providerId: true } })).map(({ providerId }) => providerId);

/** Of two sign-ins at once one makes it; both mean the same. */
export const linkIdentity = (providerId: string, subject: string, userId: string) => db().identity.createMany({ data: [{ providerId, subject, userId }], skipDuplicates: true });

export const noteIdentityUse = (id: string, at: Date) => db().identity.update({ where: { id }, data: { lastSignInAt: at } });

/** Makes the grants of one source exactly what is wanted; others stay. */
export async function replaceGrants(userId: string, source: string, wanted: { role: string; groupPath: string }[]): Promise<void> {
  await db().$transaction(async (tx) => {
    // Two sign-ins of one person at once must not both add.
    await tx.$executeRaw`select 1 from "User" where id = ${userId}::uuid for update`;
    const held = await tx.grant.findMany({ where: { userId, source } });
    const same = (a: { role: string; groupPath: string }, b: { role: string; groupPath: string }) => a.role === b.role && a.groupPath === b.groupPath;
    await tx.grant.deleteMany({ where: { id: { in: held.filter((grant) => !wanted.some((one) => same(one, grant))).map(({ id }) => id) } } });
    const missing = wanted.filter((one) => !held.some((grant) => same(one, grant)));
    await tx.grant.createMany({ data: missing.map((one) => ({ ...one, userId, source, createdBy: source })) });
  });
  accessChanged();
}
