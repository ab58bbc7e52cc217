import { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';

export type RecordingRow = Prisma.TerminalRecordingGetPayload<object>;

export const createRecording = (data: Pick<RecordingRow, 'id' | 'environmentId' | 'containerId' | 'containerName' | 'groupPath' | 'userName' | 'startedAt'>) => db().terminalRecording.create({ data });
export const endRecording = (id: string, endedAt: Date, bytes: number) => db().terminalRecording.updateMany({ where: { id, endedAt: null }, data: { endedAt, bytes } });
export const findRecording = (id: string) => db().terminalRecording.findUnique({ where: { id } });
export const findOpenRecordings = () => db().terminalRecording.findMany({ where: { endedAt: null } });

/** Newest first. `groups` bounds what is found; `unowned`: also of containers that stand in no group. */
export const findRecordings = (groups: readonly string[] | 'all', { containerId, before, unowned, limit }: { containerId?: string; before?: string; unowned: boolean; limit: number }) =>
  db().terminalRecording.findMany({
    where: {
      ...(containerId && { containerId }),
      ...(before && { id: { lt: before } }),
      ...(groups === 'all' && !unowned && { groupPath: { not: null } }),
      ...(groups !== 'all' && { OR: groups.flatMap((group) => [{ groupPath: group }, { groupPath: { startsWith: `${group.replace(/\/$/, '')}/` } }]) }),
    },
    orderBy: { id: 'desc' },
    take: limit,
  });
