import { db } from '@/lib/platform/server/db';
import type { Prisma } from '@/prisma/generated/client';

export type QuotaRequestRow = Prisma.QuotaRequestGetPayload<object>;
export const findRequests = () => db().quotaRequest.findMany({ orderBy: { askedAt: 'desc' }, take: 200 });
export const findRequest = (id: string) => db().quotaRequest.findUnique({ where: { id } });
export const createRequest = (data: Prisma.QuotaRequestCreateInput) => db().quotaRequest.create({ data });
/** False: somebody decided it already. */
export const decideRequest = async (id: string, status: 'granted' | 'refused', decidedBy: string, word: string, decidedAt: Date) =>
  (await db().quotaRequest.updateMany({ where: { id, status: 'waiting' }, data: { status, decidedBy, word, decidedAt } })).count > 0;
export const reopenRequest = (id: string) => db().quotaRequest.updateMany({ where: { id }, data: { status: 'waiting', decidedBy: null, decidedAt: null, word: '' } });
