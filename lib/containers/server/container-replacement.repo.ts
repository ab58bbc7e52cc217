import type { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import type { ReplacementPhase } from '../model/decide-replacement';

export interface StoredError {
  code: string;
  params: Record<string, string | number>;
}

export interface ReplacementRow {
  id: string;
  environmentId: string;
  containerName: string;
  oldContainerId: string;
  newContainerId: string | null;
  oldWasRunning: boolean;
  phase: ReplacementPhase;
  error: StoredError | null;
  createdAt: Date;
  endedAt: Date | null;
  rowVersion: number;
}

const toRow = (row: Omit<ReplacementRow, 'phase' | 'error'> & { phase: string; error: unknown }): ReplacementRow => ({ ...row, phase: row.phase as ReplacementPhase, error: row.error as StoredError | null });

/** Null when an edit of this container is under way already. */
export async function createReplacement(data: { environmentId: string; containerName: string; oldContainerId: string; oldWasRunning: boolean }): Promise<ReplacementRow | null> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`replace ${data.oldContainerId}`}))`;
    if ((await tx.containerReplacement.count({ where: { endedAt: null, ...touching(data.oldContainerId) } })) > 0) return null;
    return toRow(await tx.containerReplacement.create({ data: { ...data, phase: 'preparing' } }));
  });
}

const touching = (containerId: string) => ({ OR: [{ oldContainerId: containerId }, { newContainerId: containerId }] });

export async function findReplacement(id: string): Promise<ReplacementRow | null> {
  const row = await db().containerReplacement.findUnique({ where: { id } });
  return row && toRow(row);
}

export async function findLatestReplacement(environmentId: string, containerId: string): Promise<ReplacementRow | null> {
  const row = await db().containerReplacement.findFirst({ where: { environmentId, ...touching(containerId) }, orderBy: { createdAt: 'desc' } });
  return row && toRow(row);
}

export const findOpenReplacements = async () => (await db().containerReplacement.findMany({ where: { endedAt: null }, orderBy: { createdAt: 'asc' } })).map(toRow);
export const isBeingReplaced = async (containerId: string) => (await db().containerReplacement.count({ where: { endedAt: null, ...touching(containerId) } })) > 0;

export interface ReplacementChange {
  phase?: ReplacementPhase;
  newContainerId?: string;
  error?: StoredError;
  endedAt?: Date;
}

/** Compare and set: null when another pass moved the row meanwhile. */
export async function changeReplacement(row: ReplacementRow, { error, ...change }: ReplacementChange): Promise<ReplacementRow | null> {
  const { count } = await db().containerReplacement.updateMany({
    where: { id: row.id, rowVersion: row.rowVersion },
    data: { ...change, ...(error && { error: error as unknown as Prisma.InputJsonValue }), rowVersion: { increment: 1 } },
  });
  return count === 1 ? findReplacement(row.id) : null;
}
