import { db } from '@/lib/platform/server/db';
import type { Prisma } from '@/prisma/generated/client';

export type QuotaRow = Prisma.QuotaGetPayload<object>;
export const findQuotas = () => db().quota.findMany({ orderBy: { groupPath: 'asc' } });
export const findQuotasOf = (groups: string[]) => db().quota.findMany({ where: { groupPath: { in: groups } } });

type Values = Omit<QuotaRow, 'groupPath' | 'updatedAt' | 'updatedBy' | 'jobs'>;
/** `check` sees all quotas as they are while nobody else sets one. */
export async function setQuota(groupPath: string, values: Values, by: string, check: (all: QuotaRow[]) => void): Promise<QuotaRow | null> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('quotas'))`;
    const all = await tx.quota.findMany();
    check(all);
    await tx.quota.upsert({ where: { groupPath }, create: { groupPath, ...values, updatedBy: by }, update: { ...values, updatedBy: by, updatedAt: new Date() } });
    return all.find((row) => row.groupPath === groupPath) ?? null;
  });
}
