import type { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import { appSpec, type AppSpec } from '../spec';
import { ACTIVE, type Before, type DeploymentKind } from './deployment.repo';

const withCurrent = { environment: { select: { name: true } }, versions: { orderBy: { number: 'desc' } }, deployments: { orderBy: { createdAt: 'desc' }, take: 20 }, instances: { where: { endedAt: null } } } satisfies Prisma.AppInclude;
export type AppRow = Prisma.AppGetPayload<{ include: typeof withCurrent }>;

/** Stored specs were checked when they were written; parsing again fills what later versions of the schema added. */
export const specOf = (app: AppRow, number = app.wantedVersion): AppSpec => appSpec.parse(app.versions.find((version) => version.number === number)?.spec);

export const findApps = () => db().app.findMany({ where: { destroyedAt: null }, include: withCurrent, orderBy: { path: 'asc' } });
export const findApp = (id: string) => db().app.findFirst({ where: { id, destroyedAt: null }, include: withCurrent });
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
      data: { path, environmentId, wantedVersion: 1, wantedInstances: spec.instances, versions: { create: { number: 1, spec, message, createdBy: by } }, deployments: { create: { kind: 'deploy', toVersion: 1, status: 'running', message, createdBy: by } } },
    });
    return app.id;
  });
}

export interface WantedChange {
  kind: DeploymentKind;
  data: Prisma.AppUpdateManyMutationInput;
  toVersion: number;
  newVersion?: { number: number; spec: AppSpec; message: string };
  message?: string;
  by: string;
}

/**
 * Writes what is wanted if the app is still as it was read (compare and set), with a deployment that takes over from the
 * one under way. False: somebody was quicker; load and decide again.
 */
export async function changeWanted(app: AppRow, change: WantedChange): Promise<boolean> {
  const active = app.deployments.find(({ status }) => ACTIVE.includes(status));
  // What a superseded rollout was on the way to was never reached: the way back leads to what was there before it.
  const before: Before | null = active ? (active.before as unknown as Before | null) : { version: app.wantedVersion, instances: app.wantedInstances, suspended: app.suspended, generation: app.generation };
  return db().$transaction(async (tx) => {
    const { count } = await tx.app.updateMany({ where: { id: app.id, rowVersion: app.rowVersion }, data: { ...change.data, rowVersion: { increment: 1 } } });
    if (count === 0) return false;
    if (change.newVersion) await tx.appVersion.create({ data: { appId: app.id, ...change.newVersion, createdBy: change.by } });
    // Kept warm for just this: from now on they count.
    await tx.instance.updateMany({ where: { appId: app.id, endedAt: null, versionNumber: change.toVersion }, data: { warmUntil: null } });
    await tx.deployment.updateMany({ where: { appId: app.id, status: { in: ACTIVE } }, data: { status: 'superseded', endedAt: new Date() } });
    await tx.deployment.create({
      data: { appId: app.id, kind: change.kind, fromVersion: app.wantedVersion, toVersion: change.toVersion, status: 'running', message: change.message ?? '', createdBy: change.by, ...(before && { before: before as unknown as Prisma.InputJsonValue }) },
    });
    return true;
  });
}

/** Only if nobody has changed the app or the deployment since; both change together or not at all. */
export async function restoreBefore(app: AppRow, deployment: { id: string; rowVersion: number; before: Prisma.JsonValue }, end: { endAs: 'failed' | 'cancelled'; reason?: Prisma.InputJsonValue }): Promise<boolean> {
  const before = deployment.before as unknown as Before;
  return db().$transaction(async (tx) => {
    const changed = await tx.app.updateMany({
      where: { id: app.id, rowVersion: app.rowVersion },
      data: { wantedVersion: before.version, wantedInstances: before.instances, suspended: before.suspended, generation: before.generation, rowVersion: { increment: 1 } },
    });
    if (changed.count === 0) return false;
    await tx.deployment.update({ where: { id: deployment.id }, data: { status: 'rollingBack', progress: { endAs: end.endAs }, rowVersion: { increment: 1 }, ...(end.reason !== undefined && { reason: end.reason }) } });
    return true;
  });
}

/** Stops all of an app whose first deployment is given up: there is nothing to go back to. */
export const suspendInstead = (app: AppRow) => db().app.updateMany({ where: { id: app.id, rowVersion: app.rowVersion }, data: { suspended: true, rowVersion: { increment: 1 } } });

export const pinImage = (appId: string, number: number, imageId: string) => db().appVersion.updateMany({ where: { appId, number, imageId: null }, data: { imageId } });
export const finishDestroy = (id: string, at: Date) => db().app.updateMany({ where: { id, destroyRequestedAt: { not: null } }, data: { destroyedAt: at } });
