import { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import type { AcmeReason } from '../../model/acme-problem';

const WITH = { certificate: { select: { id: true, groupPath: true, notBefore: true, notAfter: true } }, environment: { select: { name: true } } } as const;

export const findHosts = (environmentId?: string) => db().acmeHost.findMany({ ...(environmentId && { where: { environmentId } }), include: WITH, orderBy: [{ host: 'asc' }, { id: 'asc' }] });
export const findHost = (id: string) => db().acmeHost.findUnique({ where: { id }, include: WITH });
export type HostRow = NonNullable<Awaited<ReturnType<typeof findHost>>>;
export const findDue = (now: Date, most: number) => db().acmeHost.findMany({ where: { nextTryAt: { lte: now } }, include: WITH, orderBy: { nextTryAt: 'asc' }, take: most });

interface Change {
  groupPath?: string;
  status?: 'waiting' | 'issued' | 'failed';
  reason?: AcmeReason | null;
  attempts?: number;
  triedAt?: Date;
  nextTryAt?: Date | null;
  certificateId?: string | null;
}
const stored = ({ reason, ...rest }: Change) => ({ ...rest, ...(reason !== undefined && { reason: reason === null ? Prisma.DbNull : (reason as unknown as Prisma.InputJsonValue) }) });

/** False when somebody else changed the row meanwhile. */
export async function changeHost({ id, rowVersion }: Pick<HostRow, 'id' | 'rowVersion'>, change: Change): Promise<boolean> {
  const { count } = await db().acmeHost.updateMany({ where: { id, rowVersion }, data: { ...stored(change), rowVersion: { increment: 1 } } });
  return count === 1;
}
export const insertHosts = (rows: readonly (Change & { environmentId: string; host: string; groupPath: string })[]) => db().acmeHost.createMany({ data: rows.map(stored) as Prisma.AcmeHostCreateManyInput[], skipDuplicates: true });
export const removeHosts = (ids: readonly string[]) => db().acmeHost.deleteMany({ where: { id: { in: [...ids] } } });
/** After the server changed: all that have no good certificate; the others keep their time. */
export const tryAllNow = (environmentId: string, now: Date) => db().acmeHost.updateMany({ where: { environmentId, OR: [{ status: { not: 'issued' } }, { nextTryAt: null }], host: { not: { startsWith: '*.' } } }, data: { status: 'waiting', attempts: 0, reason: Prisma.DbNull, nextTryAt: now, rowVersion: { increment: 1 } } });
