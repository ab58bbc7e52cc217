import { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import type { Reason } from './deployment.repo';

export type InstanceRow = Prisma.InstanceGetPayload<object>;

/** How many finished instances of an app are listed. */
const KEPT = 50;

export const findEndedInstances = (appId: string) => db().instance.findMany({ where: { appId, endedAt: { not: null } }, orderBy: { endedAt: 'desc' }, take: KEPT });
/** The newest ends of an app, for how often in a row it failed. */
export const findLatelyEnded = (appId: string) => db().instance.findMany({ where: { appId, endedAt: { not: null } }, orderBy: { endedAt: 'desc' }, take: 20, select: { reason: true, endedAt: true, readyAt: true } });
export const findInstance = (id: string) => db().instance.findUnique({ where: { id } });

/** Before the container is made: what has no row here is nobody's. */
export const createInstance = (data: { appId: string; versionNumber: number; generation: number; slot: number; containerName: string }) =>
  db().instance.upsert({ where: { containerName: data.containerName }, create: { ...data, state: 'creating' }, update: { endedAt: null, state: 'creating', drainingSince: null } });

/** Null when the container that was made turned out to be of no use. */
export const noteContainer = (id: string, containerId: string | null) => db().instance.update({ where: { id }, data: { containerId, state: 'created' } });

/** To be taken down by the controller, with the reason; false when it ended already. */
export const condemn = async (id: string, reason: Reason) => (await db().instance.updateMany({ where: { id, endedAt: null }, data: { state: 'condemned', reason: reason as unknown as Prisma.InputJsonValue } })).count > 0;

/** From now on it gets nothing new to do. */
export const startDraining = (id: string, at: Date) => db().instance.updateMany({ where: { id, endedAt: null, drainingSince: null }, data: { drainingSince: at } });
/** It stays after all. */
export const stopDraining = (id: string) => db().instance.updateMany({ where: { id, endedAt: null }, data: { drainingSince: null, readyAt: null } });

export const noteSidecars = (id: string, sidecars: { name: string; containerId: string }[]) => db().instance.update({ where: { id }, data: { sidecars: sidecars as unknown as Prisma.InputJsonValue } });

/** From now on a container that is not there any more is a lost one. */
export const markStarted = (id: string) => db().instance.update({ where: { id }, data: { state: 'started' } });

/** True for the first caller only. Whatever made it fall before is over. */
export const markReady = async (id: string, at: Date) => (await db().instance.updateMany({ where: { id, readyAt: null }, data: { readyAt: at, exitCode: null, reason: Prisma.DbNull } })).count > 0;

/** Why it was judged to have fallen; a crash loop may look healthy at the moment it is removed. */
export const noteFall = (id: string, reason: Reason, exitCode: number | null) => db().instance.update({ where: { id }, data: { exitCode, reason: reason as unknown as Prisma.InputJsonValue } });

/** What is not of this set stays for a switch back until then. */
export const keepWarm = (appId: string, wanted: { version: number; generation: number }, until: Date, only?: string) =>
  db().instance.updateMany({ where: { appId, endedAt: null, ...(only && { id: only }), NOT: { versionNumber: wanted.version, generation: wanted.generation } }, data: { warmUntil: until } });

export interface Ending {
  exitCode: number | null;
  reason: Reason | null;
  lastLog: string | null;
}

/** Kept for the list of past instances; its name is freed for the same slot. */
export const endInstance = (row: Pick<InstanceRow, 'id' | 'containerName'>, { exitCode, reason, lastLog }: Ending, at: Date) =>
  db().instance.updateMany({
    where: { id: row.id, endedAt: null },
    data: { endedAt: at, state: 'ended', exitCode, lastLog, containerName: `${row.containerName}~${row.id}`, ...(reason && { reason: reason as unknown as Prisma.InputJsonValue }) },
  });

/** Also of a sidecar. */
export const findInstanceOfContainer = (containerId: string) => db().instance.findFirst({ where: { OR: [{ containerId }, { sidecars: { array_contains: [{ containerId }] } }] }, select: { appId: true, versionNumber: true } });
