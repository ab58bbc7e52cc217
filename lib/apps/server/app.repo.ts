import type { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import type { Pins } from '@/lib/groups/server/settings';
import { processState } from '@/lib/platform/server/process-state';
import { peak, steady } from '../model/reservation';
import type { TenantPins } from './tenant-network';
import { admit, amountsIn, reserved } from './reservation.repo';
import { claimRoutes } from './route-claim.repo';
import { isSameRun } from '../model/same-run';
import { isDeepStrictEqual } from 'node:util';
import { appSpec, type AppSpec } from '../spec';
import { sharedApps } from './apps-cache';
import { ACTIVE, type Before, type DeploymentKind } from './deployment.repo';

const withCurrent = { environment: { select: { name: true } }, versions: { orderBy: { number: 'desc' } }, deployments: { orderBy: { createdAt: 'desc' }, take: 20 }, instances: { where: { endedAt: null } } } satisfies Prisma.AppInclude;
export type AppRow = Prisma.AppGetPayload<{ include: typeof withCurrent }>;

/** Stored specs were checked when they were written; parsing again fills what later versions of the schema added. */
export function specOf(app: AppRow, number = app.wantedVersion): AppSpec {
  const version = app.versions.find((one) => one.number === number);
  if (!version) throw new Error(`${app.path} has no version ${number}`);
  return parsedSpec(app.id, version);
}

/** Versions never change, so one look at each is enough. */
const parsed = () => processState('parsed-specs', () => new Map<string, AppSpec>());
const MOST_PARSED = 20_000;
export function parsedSpec(appId: string, { number, spec }: { number: number; spec: Prisma.JsonValue }): AppSpec {
  const key = `${appId} ${number}`;
  const known = parsed().get(key);
  if (known) return known;
  if (parsed().size >= MOST_PARSED) parsed().delete(parsed().keys().next().value!);
  const fresh = appSpec.parse(spec);
  parsed().set(key, fresh);
  return fresh;
}

export type VersionPins = Pins & TenantPins & { /** Ids of the sidecars' images, by sidecar. */ images: Record<string, string> };
export const pinsOf = (app: AppRow, number = app.wantedVersion): VersionPins => ({ variables: {}, secrets: {}, images: {}, ...(app.versions.find((one) => one.number === number)?.pins as Partial<VersionPins> | undefined) });

/** The spec as its containers are made: what it leaves to the tenant filled in. */
export function placedSpecOf(app: AppRow, number = app.wantedVersion): AppSpec {
  const spec = specOf(app, number);
  const { network } = pinsOf(app, number);
  return network && spec.networks.length === 0 ? { ...spec, networks: [{ name: network, aliases: [] }] } : spec;
}

/** Without the specs that were read before: they are long, and never change. */
async function findVersionsInUse(): Promise<AppRow['versions']> {
  const rows = await db().$queryRaw<AppRow['versions']>`
    select v."appId", v.number, v."imageId", v.pins, v.tag, v.message, v."createdAt", v."createdBy" from (select *, row_number() over (partition by "appId" order by number desc) as place from "AppVersion") v join "App" a on a.id = v."appId"
    where a."destroyedAt" is null and (v.place <= ${KEPT_VERSIONS} or v.number = a."wantedVersion" or exists (select 1 from "Instance" i where i."appId" = a.id and i."endedAt" is null and i."versionNumber" = v.number)) order by v.number desc`;
  const known = new Map<string, unknown>(rows.map(({ appId, number }) => [`${appId} ${number}`, parsed().get(`${appId} ${number}`)]));
  const unread = rows.filter(({ appId, number }) => !known.get(`${appId} ${number}`));
  const specs = unread.length > 0 ? await db().appVersion.findMany({ where: { OR: unread.map(({ appId, number }) => ({ appId, number })) }, select: { appId: true, number: true, spec: true } }) : [];
  for (const { appId, number, spec } of specs) known.set(`${appId} ${number}`, spec);
  for (const row of rows) row.spec = known.get(`${row.appId} ${row.number}`) as Prisma.JsonValue;
  return rows;
}

/** How many versions of each app, newest first, a rollback may want again. */
export const KEPT_VERSIONS = 10;

/**
 * All apps, each with its open instances, the deployment under way or the last one, and of its versions the newest and
 * those in use: what lists and the controller need, in a few queries however many apps there are.
 */
export const findApps = (): Promise<AppRow[]> => sharedApps(readApps);

async function readApps(): Promise<AppRow[]> {
  const [apps, instances, deployments] = await Promise.all([
    db().app.findMany({ where: { destroyedAt: null }, include: { environment: { select: { name: true } } }, orderBy: { path: 'asc' } }),
    db().instance.findMany({ where: { endedAt: null, app: { destroyedAt: null } } }),
    db().$queryRaw<AppRow['deployments']>`
      select distinct on (d."appId") d.* from "Deployment" d join "App" a on a.id = d."appId" where a."destroyedAt" is null order by d."appId", d."createdAt" desc`,
  ]);
  // After the others: whatever version they name is there by then.
  const versions = await findVersionsInUse();
  const of = <T extends { appId: string }>(rows: T[]) => {
    const byApp = new Map<string, T[]>();
    for (const row of rows) byApp.set(row.appId, [...(byApp.get(row.appId) ?? []), row]);
    return (id: string) => byApp.get(id) ?? [];
  };
  const [instancesOf, versionsOf, deploymentsOf] = [of(instances), of(versions), of(deployments)];
  // One that has none was destroyed in between.
  return apps.map((app) => ({ ...app, instances: instancesOf(app.id), versions: versionsOf(app.id), deployments: deploymentsOf(app.id) })).filter(({ versions: own }) => own.length > 0);
}

/**
 * As of one moment: read in several queries that see different ones, an app that still wants the version before would take the
 * deployment that has just begun for its own, and end it.
 */
const snapshot = async (where: Prisma.AppWhereInput): Promise<AppRow | null> =>
  (await db().$transaction([db().app.findFirst({ where: { ...where, destroyedAt: null }, include: withCurrent })], { isolationLevel: 'RepeatableRead' }))[0];
export const findApp = (id: string) => snapshot({ id });
export const findAppByPath = (path: string) => snapshot({ path });
export const pathIsTaken = async (path: string) => (await db().app.count({ where: { path, destroyedAt: null } })) > 0;

interface NewApp {
  path: string;
  environmentId: string;
  spec: AppSpec;
  pins: Pins;
  /** Of a promotion: the very image that runs elsewhere. */
  imageId?: string | null;
  groupDeploymentId?: string;
  message: string;
  by: string;
}

/** Null when the path was taken, also by somebody at the same moment. */
export async function createApp({ path, environmentId, spec, pins, imageId, groupDeploymentId, message, by }: NewApp): Promise<string | null> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`app ${path}`}))`;
    if ((await tx.app.count({ where: { path, destroyedAt: null } })) > 0) return null;
    const wants = steady({ spec, instances: spec.instances });
    await admit(tx, path, null, wants);
    const app = await tx.app.create({
      data: { ...reserved(wants), path, environmentId, wantedVersion: 1, wantedInstances: spec.instances, versions: { create: { number: 1, spec, pins: { ...pins }, imageId: imageId ?? null, message, createdBy: by } }, deployments: { create: { kind: 'deploy', toVersion: 1, status: 'running', message, createdBy: by, ...(groupDeploymentId && { groupDeploymentId }) } } },
      include: { environment: { select: { name: true } } },
    });
    await claimRoutes(tx, { id: app.id, path, environmentId, environmentName: app.environment.name }, spec, []);
    return app.id;
  });
}

export interface WantedChange {
  kind: DeploymentKind;
  data: Prisma.AppUpdateManyMutationInput;
  toVersion: number;
  newVersion?: { number: number; spec: AppSpec; pins: Pins; imageId?: string | null; message: string };
  groupDeploymentId?: string;
  /** Instances are made anew even of the same spec: its tag may mean another image by now. */
  fresh?: boolean;
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
    const stays = keepsInstances(app, change, active !== undefined);
    const same = stays ? app.versions.find(({ number }) => number === app.wantedVersion)! : null;
    if (change.newVersion) await tx.appVersion.create({ data: { appId: app.id, ...change.newVersion, pins: same ? (same.pins as Prisma.InputJsonObject) : { ...change.newVersion.pins }, ...(same && { imageId: same.imageId }), createdBy: change.by } });
    await admit(tx, app.path, app.id, peakOf(app, change, before, stays));
    const toSpec = change.newVersion?.spec ?? specOf(app, change.toVersion);
    if (change.toVersion !== app.wantedVersion) await claimRoutes(tx, { ...app, environmentName: app.environment.name }, toSpec, before && app.versions.some(({ number }) => number === before.version) ? [specOf(app, before.version)] : []);
    if (stays) await tx.$executeRaw`update "Instance" set "madeOfVersion" = coalesce("madeOfVersion", "versionNumber"), "versionNumber" = ${change.toVersion} where "appId" = ${app.id}::uuid and "endedAt" is null and "versionNumber" = ${app.wantedVersion} and generation = ${app.generation}`;
    // Kept warm for just this: from now on they count.
    await tx.instance.updateMany({ where: { appId: app.id, endedAt: null, versionNumber: change.toVersion }, data: { warmUntil: null } });
    await tx.deployment.updateMany({ where: { appId: app.id, status: { in: ACTIVE } }, data: { status: 'superseded', endedAt: new Date() } });
    await tx.deployment.create({
      data: { appId: app.id, kind: change.kind, fromVersion: app.wantedVersion, toVersion: change.toVersion, status: 'running', message: change.message ?? '', createdBy: change.by, ...(change.groupDeploymentId && { groupDeploymentId: change.groupDeploymentId }), ...(before && { before: before as unknown as Prisma.InputJsonValue }), ...(stays && { progress: { preDone: true, postDone: true } }) },
    });
    return true;
  });
}

/** A version that runs the very same containers takes over those that are there: only what stands before them changes. */
function keepsInstances(app: AppRow, change: WantedChange, isDeploying: boolean): boolean {
  if (isDeploying || app.suspended || change.kind !== 'deploy' || change.toVersion === app.wantedVersion) return false;
  const [now, then] = [app.versions.find(({ number }) => number === app.wantedVersion), app.versions.find(({ number }) => number === change.toVersion)];
  if (!now || !isSameRun(specOf(app), change.newVersion?.spec ?? specOf(app, change.toVersion))) return false;
  const meanings = (pins: unknown) => { const { variables = {}, secrets = {}, network = null } = pins as Partial<VersionPins>; return { variables, secrets, network }; };
  if (!isDeepStrictEqual(meanings(now.pins), meanings(change.newVersion?.pins ?? then?.pins ?? {}))) return false;
  // A build server that names an image by digest, or a promotion, may mean another one than what runs.
  return change.newVersion ? change.newVersion.imageId === undefined && !change.fresh : then?.imageId === now.imageId;
}

/** The most that the app may hold until this change is done. */
function peakOf(app: AppRow, change: WantedChange, before: Before | null, stays = false) {
  const data = change.data as { wantedInstances?: number; suspended?: boolean; destroyRequestedAt?: Date };
  const standing = [app.wantedVersion, ...app.instances.map(({ versionNumber }) => versionNumber)].filter((number, index, all) => all.indexOf(number) === index);
  const old = app.suspended && app.instances.length === 0 ? [] : standing.map((number) => ({ spec: specOf(app, number), instances: number === app.wantedVersion ? Math.max(app.suspended ? 0 : app.wantedInstances, app.instances.filter((row) => row.versionNumber === number).length) : app.instances.filter((row) => row.versionNumber === number).length }));
  if (before && before.version !== app.wantedVersion && !before.suspended && !standing.includes(before.version) && app.versions.some(({ number }) => number === before.version)) old.push({ spec: specOf(app, before.version), instances: before.instances });
  const stops = data.destroyRequestedAt !== undefined || (data.suspended ?? app.suspended);
  const spec = change.newVersion?.spec ?? specOf(app, change.toVersion);
  const wanted = stops ? null : { spec, instances: data.wantedInstances ?? app.wantedInstances };
  return peak(old, wanted, !stays && (change.toVersion !== app.wantedVersion || change.kind === 'restart'));
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
/** What the sidecars' images mean, by sidecar. */
export const pinSidecarImages = async (appId: string, number: number, images: Record<string, string>) => {
  const version = await db().appVersion.findUniqueOrThrow({ where: { appId_number: { appId, number } } });
  await db().appVersion.update({ where: { appId_number: { appId, number } }, data: { pins: { ...(version.pins as Prisma.JsonObject), images } } });
};
export const describeVersion = async (appId: string, number: number, data: { tag?: string; message?: string }) => (await db().appVersion.updateMany({ where: { appId, number }, data })).count > 0;
export const finishDestroy = (id: string, at: Date) => db().app.updateMany({ where: { id, destroyRequestedAt: { not: null } }, data: { destroyedAt: at } });

/** What each app depends on, by path, as wanted now. */
export async function findDependencies(): Promise<[string, string[]][]> {
  const rows = await db().$queryRaw<{ path: string; dependencies: string[] | null }[]>`
    select a.path, v.spec->'dependencies' as dependencies from "App" a join "AppVersion" v on v."appId" = a.id and v.number = a."wantedVersion" where a."destroyedAt" is null`;
  return rows.map(({ path, dependencies }) => [path, dependencies ?? []]);
}

/** Cores and MiB of the instances of other apps that stand in an environment, sidecars included. */
export async function sumPlaced(environmentId: string, exceptAppId: string): Promise<{ cpus: number; mem: number }> {
  const [row] = await db().$queryRaw<{ cpus: number | null; mem: number | null }[]>`
    select sum((v.spec->>'cpus')::float8 + coalesce((select sum((s->>'cpus')::float8) from jsonb_array_elements(v.spec->'sidecars') s), 0))::float8 as cpus,
           sum((v.spec->>'mem')::float8 + coalesce((select sum((s->>'mem')::float8) from jsonb_array_elements(v.spec->'sidecars') s), 0))::float8 as mem
    from "Instance" i join "App" a on a.id = i."appId" join "AppVersion" v on v."appId" = i."appId" and v.number = i."versionNumber"
    where a."environmentId" = ${environmentId}::uuid and i."endedAt" is null and a.id <> ${exceptAppId}::uuid`;
  return { cpus: row?.cpus ?? 0, mem: row?.mem ?? 0 };
}

/** Cores and MiB that the other apps of an environment have reserved: by what is wanted, sidecars included. */
export async function sumReservations(environmentId: string, exceptAppId: string | null): Promise<{ cpus: number; mem: number }> {
  const [row] = await db().$queryRaw<{ cpus: number | null; mem: number | null }[]>`
    select sum(a."wantedInstances" * ((v.spec->>'cpus')::float8 + coalesce((select sum((s->>'cpus')::float8) from jsonb_array_elements(v.spec->'sidecars') s), 0)))::float8 as cpus,
           sum(a."wantedInstances" * ((v.spec->>'mem')::float8 + coalesce((select sum((s->>'mem')::float8) from jsonb_array_elements(v.spec->'sidecars') s), 0)))::float8 as mem
    from "App" a join "AppVersion" v on v."appId" = a.id and v.number = a."wantedVersion"
    where a."environmentId" = ${environmentId}::uuid and a."destroyedAt" is null and not a.suspended and a."destroyRequestedAt" is null and a.id <> coalesce(${exceptAppId}::uuid, '00000000-0000-0000-0000-000000000000')`;
  return { cpus: row?.cpus ?? 0, mem: row?.mem ?? 0 };
}

export const createGroupDeployment = (data: { groupPath: string; kind: string; message?: string; createdBy: string }) => db().groupDeployment.create({ data });

/** All of them or none; answers with a path that another app has. */
export async function moveApps(moves: { id: string; to: string }[]): Promise<string | null> {
  return db().$transaction(async (tx) => {
    for (const { to } of moves.toSorted((a, b) => (a.to < b.to ? -1 : 1))) await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`app ${to}`}))`;
    const taken = await tx.app.findFirst({ where: { path: { in: moves.map(({ to }) => to) }, destroyedAt: null, id: { notIn: moves.map(({ id }) => id) } }, select: { path: true } });
    if (taken) return taken.path;
    for (const { id, to } of moves) {
      const app = await tx.app.findUniqueOrThrow({ where: { id }, select: { path: true, reservedCpus: true, reservedMem: true, reservedDisk: true, reservedInstances: true } });
      await admit(tx, to, id, amountsIn(app), app.path);
      const moved = await tx.app.update({ where: { id }, data: { path: to, rowVersion: { increment: 1 } }, include: { environment: { select: { name: true } }, versions: { orderBy: { number: 'desc' } } } });
      await claimRoutes(tx, { ...moved, environmentName: moved.environment.name }, appSpec.parse(moved.versions.find(({ number }) => number === moved.wantedVersion)!.spec), []);
    }
    return null;
  });
}

export const findAppIdByHook = (hash: string) => db().app.findFirst({ where: { hookTokenHash: hash, destroyedAt: null }, select: { id: true, path: true } });
export const setHookTokenHash = (id: string, hookTokenHash: string | null) => db().app.update({ where: { id }, data: { hookTokenHash } });

interface Adoption {
  path: string;
  environmentId: string;
  spec: AppSpec;
  imageId: string;
  containers: { id: string; name: string }[];
  by: string;
}

/** An app whose instances are there already: nothing is left to do. Null when the path was taken. */
export async function adoptApp({ path, environmentId, spec, imageId, containers, by }: Adoption): Promise<string | null> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`app ${path}`}))`;
    if ((await tx.app.count({ where: { path, destroyedAt: null } })) > 0) return null;
    // Two who adopt the same container at the same moment: one of them owns it.
    for (const { id } of containers.toSorted((a, b) => (a.id < b.id ? -1 : 1))) await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`container ${id}`}))`;
    if ((await tx.instance.count({ where: { containerId: { in: containers.map(({ id }) => id) }, endedAt: null } })) > 0) return null;
    const now = new Date();
    const wants = steady({ spec, instances: containers.length });
    await admit(tx, path, null, wants);
    const app = await tx.app.create({
      data: {
        ...reserved(wants), path, environmentId, wantedVersion: 1, wantedInstances: containers.length,
        versions: { create: { number: 1, spec, imageId, createdBy: by } },
        deployments: { create: { kind: 'adopt', toVersion: 1, status: 'succeeded', createdBy: by, endedAt: now } },
        instances: { create: containers.map(({ id, name }, index) => ({ versionNumber: 1, generation: 0, slot: index + 1, containerName: name, containerId: id, state: 'started', readyAt: now })) },
      },
    });
    return app.id;
  });
}
