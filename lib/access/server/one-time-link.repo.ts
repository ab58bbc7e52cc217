import { db } from '@/lib/platform/server/db';

export type LinkKind = 'setup' | 'invite' | 'reset';

export const createLink = (link: { kind: LinkKind; tokenHash: string; userId: string | null; expiresAt: Date }) => db().oneTimeLink.create({ data: link });

export const findLink = (tokenHash: string, now: Date) =>
  db().oneTimeLink.findFirst({ where: { tokenHash, usedAt: null, expiresAt: { gt: now } }, include: { user: { select: { id: true, email: true, name: true, disabledAt: true } } } });

/** Older links of a kind stop working when a new one is made. */
export const dropLinks = (kind: LinkKind, userId: string | null) => db().oneTimeLink.deleteMany({ where: { kind, userId, usedAt: null } });

/** Marks the link used and runs `work`; of two who race with one link, one gets false. A failed `work` leaves the link usable. */
export async function consumeLink<T>(id: string, now: Date, work: () => Promise<T>): Promise<T | false> {
  const { count } = await db().oneTimeLink.updateMany({ where: { id, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
  if (count === 0) return false;
  try {
    return await work();
  } catch (error) {
    await db().oneTimeLink.updateMany({ where: { id }, data: { usedAt: null } });
    throw error;
  }
}
