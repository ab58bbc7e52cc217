import { db } from '@/lib/platform/server/db';

/** False when it was spent before. */
export async function spend(id: string, expiresAt: Date): Promise<boolean> {
  const { count } = await db().spentTicket.createMany({ data: [{ id, expiresAt }], skipDuplicates: true });
  return count > 0;
}

export const deleteSpentBefore = (moment: Date) => db().spentTicket.deleteMany({ where: { expiresAt: { lt: moment } } });
