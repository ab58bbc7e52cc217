import { db } from '@/lib/platform/server/db';

export async function findLiveToken(hash: string, now: Date) {
  return db().apiToken.findFirst({
    where: { hash, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }], user: { disabledAt: null } },
    include: { user: { select: { id: true, name: true, role: true } } },
  });
}

export async function touchToken(id: string, now: Date) {
  await db().apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - 60_000) } }] },
    data: { lastUsedAt: now },
  });
}

export const createApiToken = (token: { userId: string; name: string; hash: string; prefix: string; permissions: string[]; expiresAt: Date | null }) =>
  db().apiToken.create({ data: token });

export const listApiTokens = (userId: string) => db().apiToken.findMany({ where: { userId, revokedAt: null }, orderBy: { createdAt: 'desc' } });

export const revokeApiToken = (userId: string, id: string, now: Date) =>
  db().apiToken.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: now } });
