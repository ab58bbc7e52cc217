import { accessChanged } from '@/lib/access/server/access-cache';
import { db } from '@/lib/platform/server/db';
import type { Prisma } from '@/prisma/generated/client';

const shown = {
  user: { select: { id: true, email: true, name: true } }, team: { select: { id: true, name: true, _count: { select: { members: true } } } }, token: { select: { id: true, name: true, user: { select: { email: true } } } },
} satisfies Prisma.GrantInclude;
export type GrantRow = Prisma.GrantGetPayload<{ include: typeof shown }>;

const live = (now: Date): Prisma.GrantWhereInput => ({ OR: [{ endsAt: null }, { endsAt: { gt: now } }] });

/** Grants on these very groups, and on all below `group`. */
export const findGrants = (group: string, above: readonly string[], now: Date): Promise<GrantRow[]> =>
  db().grant.findMany({ where: { AND: [live(now), { OR: [{ groupPath: { in: [...above, group] } }, group === '/' ? {} : { groupPath: { startsWith: `${group}/` } }] }] }, include: shown, orderBy: [{ groupPath: 'asc' }, { createdAt: 'asc' }] });
export const findGrant = (id: string) => db().grant.findUnique({ where: { id }, include: shown });

interface NewGrant {
  userId?: string;
  teamId?: string;
  tokenId?: string;
  role: string;
  groupPath: string;
  endsAt: Date | null;
  source?: string;
  createdBy: string;
}

/** Null: the very same is granted already, for as long or longer. */
export async function createGrant(data: NewGrant, now: Date): Promise<GrantRow | null> {
  const { userId = null, teamId = null, tokenId = null, role, groupPath } = data;
  const row = await db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`grant ${userId ?? teamId ?? tokenId} ${role} ${groupPath}`}))`;
    const same = await tx.grant.findMany({ where: { userId, teamId, tokenId, role, groupPath, ...live(now) } });
    if (same.some(({ endsAt }) => endsAt === null || (data.endsAt !== null && endsAt >= data.endsAt))) return null;
    return tx.grant.create({ data, include: shown });
  });
  accessChanged();
  return row;
}

export async function deleteGrant(id: string): Promise<boolean> {
  const { count } = await db().grant.deleteMany({ where: { id } });
  accessChanged();
  return count > 0;
}

export const findTeamByName = (name: string) => db().team.findUnique({ where: { name }, select: { id: true } });
export const findToken = (id: string) => db().apiToken.findFirst({ where: { id, revokedAt: null }, select: { id: true, userId: true } });
export const countGrantsByRole = async () => new Map((await db().grant.groupBy({ by: ['role'], _count: true })).map(({ role, _count }) => [role, _count]));

/** Grants go with their group; those of a tenant that is left behind do not. */
export async function moveGrants(moves: readonly { from: string; to: string }[]): Promise<void> {
  for (const { from, to } of moves) await db().grant.updateMany({ where: { groupPath: from }, data: { groupPath: to } });
  accessChanged();
}
export const groupsWithGrants = async () => (await db().grant.findMany({ distinct: ['groupPath'], select: { groupPath: true } })).map(({ groupPath }) => groupPath);
export async function removeGrantsOn(groups: readonly string[]): Promise<void> {
  await db().grant.deleteMany({ where: { groupPath: { in: [...groups] } } });
  accessChanged();
}
/** How many live grants each group has. */
export const countGrantsBelow = async () => new Map((await db().grant.groupBy({ by: ['groupPath'], where: live(new Date()), _count: true })).map(({ groupPath, _count }) => [groupPath, _count]));
