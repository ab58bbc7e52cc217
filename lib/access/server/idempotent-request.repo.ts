import { db } from '@/lib/platform/server/db';

const KEPT_MS = 24 * 3_600_000;
/** So old and unanswered, its process was killed in the middle: the next one may try. */
const ABANDONED_MS = 5 * 60_000;

/** Null: it is the caller's to answer. Otherwise what is known of the first request with this key. */
export async function beginRequest(key: string, request: string, now = new Date()) {
  await db().idempotentRequest.deleteMany({ where: { OR: [{ createdAt: { lt: new Date(now.getTime() - KEPT_MS) } }, { key, status: null, createdAt: { lt: new Date(now.getTime() - ABANDONED_MS) } }] } });
  const { count } = await db().idempotentRequest.createMany({ data: [{ key, request, createdAt: now }], skipDuplicates: true });
  return count > 0 ? null : db().idempotentRequest.findUnique({ where: { key } });
}
export const answerRequest = (key: string, status: number, body: string) => db().idempotentRequest.updateMany({ where: { key }, data: { status, body } });
export const forgetRequest = (key: string) => db().idempotentRequest.deleteMany({ where: { key, status: null } });
