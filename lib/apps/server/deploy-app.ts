import { isDeepStrictEqual } from 'node:util';
import type { Scope } from '@/lib/access/model/scope';
import { engineById } from '@/lib/environments/server/engines';
import { appErrors } from '../errors';
import { singleReasons, type AppSpec } from '../spec';
import { toAppDto } from './app-dto';
import { retryNow } from './app.controller';
import { enqueue } from './app.queue';
import { changeWanted, createApp as create, describeVersion, pathIsTaken, pinsOf, specOf, type AppRow, type WantedChange } from './app.repo';
import { checkPolicy, claimThings } from './check-policy';
import { checkSpec } from './check-spec';
import { activeDeployment } from './observe-app';
import { needApp } from './get-app';
import { condemn } from './instance.repo';
import { restartDrained } from './traffic';

/** Looks that find the row changed are taken again this often before the caller is told. */
const TRIES = 5;

/** What else may be said of a new app: by promotions and group deployments. */
interface Extra {
  imageId?: string | null;
  groupDeploymentId?: string;
  together?: readonly { path: string; spec: AppSpec }[];
  /** A new version even of the same spec: its tag may mean another image by now. */
  fresh?: boolean;
}

export async function createApp(scope: Scope, input: { path: string; environmentId: string; spec: AppSpec; message: string }, { together, imageId, groupDeploymentId }: Extra = {}) {
  const pins = await checkSpec(scope, input, together);
  await claimThings(engineById(input.environmentId), input.path, input.spec, scope.actor.name);
  const id = (await pathIsTaken(input.path)) ? null : await create({ ...input, ...(imageId !== undefined && { imageId }), ...(groupDeploymentId && { groupDeploymentId }), pins, by: scope.actor.name });
  if (!id) throw appErrors('path_taken', { path: input.path }, '$.path');
  enqueue(id);
  return toAppDto(await needApp(id), scope.locale ?? 'en');
}

/** The same spec again, with the same meaning of what it names, is no new version and no deployment. */
export async function updateApp(scope: Scope, id: string, input: { spec: AppSpec; message: string; rowVersion?: number }, force = false, { together, imageId, groupDeploymentId, fresh }: Extra = {}) {
  const { path, environmentId } = await needApp(id);
  const pins = await checkSpec(scope, { path, environmentId, spec: input.spec }, together);
  await claimThings(engineById(environmentId), path, input.spec, scope.actor.name);
  return changeApp(scope, id, force, (app) => {
    if (input.rowVersion !== undefined && input.rowVersion !== app.rowVersion) throw appErrors('changed_meanwhile', { path: app.path });
    const samePins = isDeepStrictEqual(pinsOf(app).secrets, pins.secrets) && isDeepStrictEqual(pinsOf(app).variables, pins.variables);
    const sameImage = imageId === undefined || imageId === (app.versions.find(({ number }) => number === app.wantedVersion)?.imageId ?? null);
    if (!fresh && isDeepStrictEqual(specOf(app), input.spec) && samePins && sameImage && !app.suspended) return null;
    const number = Math.max(...app.versions.map((version) => version.number)) + 1;
    return {
      kind: 'deploy', toVersion: number, message: input.message, data: { wantedVersion: number, wantedInstances: input.spec.instances, suspended: false },
      ...(fresh && { fresh }),
      newVersion: { number, spec: input.spec, pins, message: input.message, ...(imageId !== undefined && { imageId }) }, ...(groupDeploymentId && { groupDeploymentId }),
    };
  });
}

/** What was open when a version was made may be closed by now. */
export async function deployVersion(scope: Scope, id: string, number: number, force = false) {
  const current = await needApp(id);
  if (!current.versions.some((version) => version.number === number)) throw appErrors('version_not_found', { version: number, path: current.path });
  await checkPolicy(scope, engineById(current.environmentId), { path: current.path, spec: specOf(current, number) });
  return changeApp(scope, id, force, (app) => {
    if (!app.versions.some((version) => version.number === number)) throw appErrors('version_not_found', { version: number, path: app.path });
    const spec = specOf(app, number);
    return number === app.wantedVersion ? null : { kind: 'deploy', toVersion: number, data: { wantedVersion: number, wantedInstances: spec.instances, suspended: false } };
  });
}

export const scaleApp = (scope: Scope, id: string, instances: number, force = false) =>
  changeApp(scope, id, force, (app) => {
    const [single] = singleReasons(specOf(app));
    if (single && instances > 1) throw appErrors(single.code, { ...single.params, instances }, '$.instances');
    return instances === app.wantedInstances ? null : { kind: 'scale', toVersion: app.wantedVersion, data: { wantedInstances: instances } };
  });

export const restartApp = (scope: Scope, id: string, force = false) => changeApp(scope, id, force, (app) => ({ kind: 'restart', toVersion: app.wantedVersion, data: { generation: { increment: 1 } } }));
export const suspendApp = (scope: Scope, id: string, force = false) => changeApp(scope, id, force, (app) => (app.suspended ? null : { kind: 'suspend', toVersion: app.wantedVersion, data: { suspended: true } }));
export const resumeApp = (scope: Scope, id: string, force = false) => changeApp(scope, id, force, (app) => (app.suspended ? { kind: 'resume', toVersion: app.wantedVersion, data: { suspended: false } } : null));

export async function destroyApp(scope: Scope, id: string, force = false): Promise<void> {
  await changeApp(scope, id, force, (app) => ({ kind: 'destroy', toVersion: app.wantedVersion, data: { destroyRequestedAt: new Date() } }));
}

export async function retryApp(scope: Scope, id: string) {
  const app = await needApp(id);
  retryNow(id);
  return toAppDto(app, scope.locale ?? 'en');
}

/**
 * Reads, decides, and writes only if nothing changed in between. `null`: it is already as asked. A deployment under way
 * locks the app, unless it is forced or only the scale is adjusted further.
 */
export async function changeApp(scope: Scope, id: string, force: boolean, decide: (app: AppRow) => Omit<WantedChange, 'by'> | null) {
  for (let attempt = 1; ; attempt++) {
    const app = await needApp(id);
    if (app.destroyRequestedAt) throw appErrors('being_destroyed', { path: app.path });
    const wanted = decide(app);
    if (!wanted) return toAppDto(app, scope.locale ?? 'en');
    const active = activeDeployment(app);
    const adjusts = active?.kind === 'scale' && wanted.kind === 'scale';
    if (active && !force && !adjusts) throw appErrors('locked', { path: app.path, deployment: active.id, kind: active.kind, by: active.createdBy });
    if (await changeWanted(app, { ...wanted, by: scope.actor.name })) break;
    if (attempt >= TRIES) throw appErrors('changed_meanwhile', { path: app.path });
  }
  enqueue(id);
  return toAppDto(await needApp(id), scope.locale ?? 'en');
}

/** Another takes its place at once, unless the app is to have one fewer. */
export async function killInstance(scope: Scope, appId: string, instanceId: string, scale: boolean) {
  await needInstance(appId, instanceId);
  if (!(await condemn(instanceId, { code: 'apps.killed_by', params: { by: scope.actor.name } }))) throw appErrors('instance_not_found', { id: instanceId });
  if (scale) return scaleApp(scope, appId, Math.max(0, (await needApp(appId)).wantedInstances - 1), false);
  enqueue(appId);
  return toAppDto(await needApp(appId), scope.locale ?? 'en');
}

/** The same container again, after its grace period. */
export async function restartInstance(scope: Scope, appId: string, instanceId: string) {
  const { app, row } = await needInstance(appId, instanceId);
  const grace = specOf(app, row.versionNumber).taskKillGracePeriodSeconds;
  const { containerId } = row;
  if (containerId) await restartDrained(app, row, () => engineById(app.environmentId).call((docker) => docker.getContainer(containerId).restart({ t: grace }), { timeoutMs: (grace + 30) * 1000 }));
  enqueue(appId);
  return toAppDto(await needApp(appId), scope.locale ?? 'en');
}

async function needInstance(appId: string, instanceId: string) {
  const app = await needApp(appId);
  const row = app.instances.find(({ id }) => id === instanceId);
  if (!row) throw appErrors('instance_not_found', { id: instanceId });
  return { app, row };
}

export async function updateVersion(appId: string, number: number, change: { tag?: string; message?: string }): Promise<void> {
  const { path } = await needApp(appId);
  if (!(await describeVersion(appId, number, change))) throw appErrors('version_not_found', { version: number, path });
}
