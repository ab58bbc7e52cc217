import { accessChanged } from '@/lib/access/server/access-cache';
import { db } from '@/lib/platform/server/db';
import type { Prisma } from '@/prisma/generated/client';

const shown = { user: { select: { id: true, email: true } } } satisfies Prisma.ElevationInclude;
export type ElevationRow = Prisma.ElevationGetPayload<{ include: typeof shown }>;

export const findElevations = (): Promise<ElevationRow[]> => db().elevation.findMany({ include: shown, orderBy: { askedAt: 'desc' }, take: 200 });
export const findElevation = (id: string) => db().elevation.findUnique({ where: { id }, include: shown });
export const createElevation = (data: { userId: string; role: string; groupPath: string; minutes: number; reason: string }) => db().elevation.create({ data, include: shown });

const sourceOf = (id: string) => `elevation:${id}`;

/** The decision and the grant together; false: it was decided already. */
export async function grantElevation(row: ElevationRow, decidedBy: string, word: string, now: Date): Promise<boolean> {
  const endsAt = new Date(now.getTime() + row.minutes * 60_000);
  const done = await db().$transaction(async (tx) => {
    const { count } = await tx.elevation.updateMany({ where: { id: row.id, status: 'waiting' }, data: { status: 'granted', decidedBy, decidedAt: now, word, endsAt } });
    if (count > 0) await tx.grant.create({ data: { userId: row.userId, role: row.role, groupPath: row.groupPath, endsAt, source: sourceOf(row.id), createdBy: decidedBy } });
    return count > 0;
  });
  accessChanged();
  return done;
}

export const refuseElevation = async (id: string, decidedBy: string, word: string, now: Date) =>
  (await db().elevation.updateMany({ where: { id, status: 'waiting' }, data: { status: 'refused', decidedBy, decidedAt: now, word } })).count > 0;

export async function endElevation(id: string, now: Date): Promise<boolean> {
  const done = await db().$transaction(async (tx) => {
    const { count } = await tx.elevation.updateMany({ where: { id, status: { in: ['waiting', 'granted'] } }, data: { status: 'ended', endsAt: now } });
    await tx.grant.deleteMany({ where: { source: sourceOf(id) } });
    return count > 0;
  });
  accessChanged();
  return done;
}
