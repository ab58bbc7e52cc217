import type { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import { appSpec, type AppSpec } from '../spec';

export type DeploymentKind = 'deploy' | 'scale' | 'restart' | 'suspend' | 'resume' | 'destroy';
export interface Reason {
  code: string;
  params: Record<string, string | number>;
}

const withCurrent = { environment: { select: { name: true } }, versions: { orderBy: { number: 'desc' } }, deployments: { orderBy: { createdAt: 'desc' }, take: 20 }, instances: { where: { endedAt: null } } } satisfies Prisma.AppInclude;
export type AppRow = Prisma.AppGetPayload<{ include: typeof withCurrent }>;
export type InstanceRow = AppRow['instances'][number];
export type DeploymentRow = AppRow['deployments'][number];

/** Stored specs were checked when they were written; parsing again fills what later versions of the schema added. */
export const specOf = (app: AppRow, number = app.wantedVersion): AppSpec => appSpec.parse(app.versions.find((version) => version.number === number)?.spec);

export const findApps = () => db().app.findMany({ where: { destroyedAt: null }, include: withCurrent, orderBy: { path: 'asc' } });
export const findApp = (id: string) => db().app.findFirst({ where: { id, destroyedAt: null }, include: withCurrent });
export const findEndedInstances = (appId: string) => db().instance.findMany({ where: { appId, endedAt: { not: null } }, orderBy: { endedAt: 'desc' }, take: 20 });
export const pathIsTaken = async (path: string) => (await db().app.count({ where: { path, destroyedAt: null } })) > 0;

interface NewApp {
  path: string;
  environmentId: string;
  spec: AppSpec;
  message: string;
  by: string;
}

/** Null when the path was taken, also by somebody at the same moment. */
export async function createApp({ path, environmentId, spec, message, by }: NewApp): Promise<string | null> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`app ${path}`}))`;
    if ((await tx.app.count({ where: { path, destroyedAt: null } })) > 0) return null;
    const app = await tx.app.create({
      data: { path, environmentId, wantedVersion: 1, wantedInstances: spec.instances, versions: { create: { number: 1, spec, message, createdBy: by } }, deployments: { create: { kind: 'deploy', toVersion: 1, status: 'running', createdBy: by } } },
    });
    return app.id;
  });
}

export interface WantedChange {
  kind: DeploymentKind;
  data: Prisma.AppUpdateManyMutationInput;
  toVersion: number;
  newVersion?: { number: number; spec: AppSpec; message: string };
  by: string;
}

/**
 * Writes what is wanted if the app is still as it was read (compare and set), with a deployment that takes over from
 * those under way. False: somebody was quicker; load and decide again.
 */
export async function changeWanted(app: AppRow, change: WantedChange): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.app.updateMany({ where: { id: app.id, rowVersion: app.rowVersion }, data: { ...change.data, rowVersion: { increment: 1 } } });
    if (count === 0) return false;
    if (change.newVersion) await tx.appVersion.create({ data: { appId: app.id, ...change.newVersion, createdBy: change.by } });
    await tx.deployment.updateMany({ where: { appId: app.id, status: 'running' }, data: { status: 'superseded', endedAt: new Date() } });
    await tx.deployment.create({ data: { appId: app.id, kind: change.kind, fromVersion: app.wantedVersion, toVersion: change.toVersion, status: 'running', createdBy: change.by } });
    return true;
  });
}

/** Before the container is made: what has no row here is nobody's. */
export const createInstance = (data: { appId: string; versionNumber: number; generation: number; slot: number; containerName: string }) =>
  db().instance.upsert({ where: { containerName: data.containerName }, create: { ...data, state: 'creating' }, update: { endedAt: null, state: 'creating' } });

export const noteContainer = (id: string, containerId: string) => db().instance.update({ where: { id }, data: { containerId, state: 'created' } });

/** From now on a container that is not there any more is a lost one. */
export const markStarted = (id: string) => db().instance.update({ where: { id }, data: { state: 'started' } });

/** Kept for the list of past instances; its name is freed for the same slot. */
export const endInstance = (row: Pick<InstanceRow, 'id' | 'containerName'>, exitCode: number | null, at: Date) =>
  db().instance.updateMany({ where: { id: row.id, endedAt: null }, data: { endedAt: at, state: 'ended', exitCode, containerName: `${row.containerName}~${row.id}` } });

export const endDeployment = (id: string, status: 'succeeded' | 'failed', reason: Reason | null, at: Date) =>
  db().deployment.updateMany({ where: { id, status: 'running' }, data: { status, endedAt: at, ...(reason && { reason: reason as unknown as Prisma.InputJsonValue }) } });

export const setDeploymentReason = (id: string, reason: Reason) => db().deployment.updateMany({ where: { id, status: 'running' }, data: { reason: reason as unknown as Prisma.InputJsonValue } });

/** A deploy that failed: what is wanted is again what was. Only if nobody has changed it since. */
export const takeBack = (app: AppRow, deployment: DeploymentRow) =>
  db().app.updateMany({
    where: { id: app.id, rowVersion: app.rowVersion },
    data: { wantedVersion: deployment.fromVersion!, wantedInstances: specOf(app, deployment.fromVersion!).instances, rowVersion: { increment: 1 } },
  });

export const finishDestroy = (id: string, at: Date) => db().app.updateMany({ where: { id, destroyRequestedAt: { not: null } }, data: { destroyedAt: at } });
