import { db } from '@/lib/platform/server/db';

/** The live session with its user, or null when it was revoked, ran out or the account is disabled. */
export async function findLiveSession(id: string, now: Date) {
  return db().session.findFirst({
    where: { id, revokedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    include: { user: { select: { id: true, name: true, email: true, role: true } } },
  });
}

export async function touchSession(id: string, now: Date) {
  await db().session.updateMany({ where: { id, lastSeenAt: { lt: new Date(now.getTime() - 60_000) } }, data: { lastSeenAt: now } });
}

export const createSession = (session: { userId: string; expiresAt: Date; address: string; userAgent: string }) => db().session.create({ data: session });

export const listLiveSessions = (userId: string, now: Date) =>
  db().session.findMany({ where: { userId, revokedAt: null, expiresAt: { gt: now } }, orderBy: { lastSeenAt: 'desc' } });

/** Ends the user's sessions: one, or all but one. */
export const revokeSessions = (userId: string, which: { id?: string; except?: string }, now: Date) =>
  db().session.updateMany({
    where: { userId, revokedAt: null, ...(which.id && { id: which.id }), ...(which.except && { id: { not: which.except } }) },
    data: { revokedAt: now },
  });
