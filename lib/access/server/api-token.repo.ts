import { db } from '@/lib/platform/server/db';
import { accessChanged } from './access-cache';
import { grantsOfToken, grantsOfUser, type HeldRow } from './held.repo';

export const TOKEN_TOUCH_MS = 5 * 60_000;

export interface LiveToken {
  id: string;
  name: string;
  permissions: string[];
  lastUsedAt: Date | null;
  userId: string;
  role: string;
  /** Of its owner, and of its own. */
  ownerGrants: HeldRow[];
  grants: HeldRow[];
}

/** One query: it is asked for each request. */
export async function findLiveToken(hash: string, now: Date): Promise<LiveToken | null> {
  const [row] = await db().$queryRaw<LiveToken[]>`
    select t.id::text, t.name, t.permissions, t."lastUsedAt", u.id::text as "userId", u.role, ${grantsOfUser(now)} as "ownerGrants", ${grantsOfToken(now)} as grants
    from "ApiToken" t join "User" u on u.id = t."userId"
    where t.hash = ${hash} and t."revokedAt" is null and (t."expiresAt" is null or t."expiresAt" > ${now}) and u."disabledAt" is null`;
  return row ?? null;
}

export async function touchToken(id: string, now: Date): Promise<void> {
  await db().apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - TOKEN_TOUCH_MS) } }] },
    data: { lastUsedAt: now },
  });
}

export const createApiToken = (token: { userId: string; name: string; hash: string; prefix: string; permissions: string[]; expiresAt: Date | null }) =>
  db().apiToken.create({ data: token });

export const listApiTokens = (userId: string) => db().apiToken.findMany({ where: { userId, revokedAt: null }, orderBy: { createdAt: 'desc' } });

export const countLiveTokens = (userId: string, now: Date) =>
  db().apiToken.count({ where: { userId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] } });

/** Null when there is no such live token of this user. */
export async function revokeApiToken(userId: string, id: string, now: Date): Promise<{ name: string } | null> {
  const token = await db().apiToken.findFirst({ where: { id, userId, revokedAt: null }, select: { name: true } });
  const { count } = await db().apiToken.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: now } });
  accessChanged();
  return count > 0 ? token : null;
}
