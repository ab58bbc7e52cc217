import { engineById } from '@/lib/environments/server/engines';
import { may, type Scope } from '@/lib/access/model/scope';
import { appErrors } from '../errors';
import { isExclusive, type AppSpec } from '../spec';
import { toAppDto } from './app-dto';
import { enqueue, retryNow } from './app.controller';
import { changeWanted, createApp as create, pathIsTaken, specOf, type AppRow, type WantedChange } from './app.repo';
import { activeDeployment } from './observe-app';
import { needApp } from './get-app';

/** Looks that find the row changed are taken again this often before the caller is told. */
const TRIES = 5;

/** A folder of the host reaches the host, so it takes who may manage containers anyway. */
function refuseHostPaths(scope: Scope, spec: AppSpec): void {
  const index = spec.volumes.findIndex((volume) => volume.type === 'host');
  if (index >= 0 && !may(scope, 'container:manage')) throw appErrors('host_path_forbidden', {}, `$.spec.volumes[${index}]`);
}

function refuseUnknownNetwork(environmentId: string, spec: AppSpec): void {
  const engine = engineById(environmentId);
  if (!spec.network || spec.network === 'bridge' || engine.inventory.networks().some((network) => network.name === spec.network)) return;
  throw appErrors('network_unknown', { network: spec.network, environment: engine.name }, '$.spec.network');
}

export async function createApp(scope: Scope, input: { path: string; environmentId: string; spec: AppSpec; message: string }) {
  refuseHostPaths(scope, input.spec);
  refuseUnknownNetwork(input.environmentId, input.spec);
  const id = (await pathIsTaken(input.path)) ? null : await create({ ...input, by: scope.actor.name });
  if (!id) throw appErrors('path_taken', { path: input.path }, '$.path');
  enqueue(id);
  return toAppDto(await needApp(id));
}

/** The same spec again is no new version and no deployment. */
export async function updateApp(scope: Scope, id: string, input: { spec: AppSpec; message: string; rowVersion?: number }, force = false) {
  refuseHostPaths(scope, input.spec);
  return changeApp(scope, id, force, (app) => {
    if (input.rowVersion !== undefined && input.rowVersion !== app.rowVersion) throw appErrors('changed_meanwhile', { path: app.path });
    refuseUnknownNetwork(app.environmentId, input.spec);
    if (JSON.stringify(specOf(app)) === JSON.stringify(input.spec) && !app.suspended) return null;
    const number = Math.max(...app.versions.map((version) => version.number)) + 1;
    return { kind: 'deploy', toVersion: number, message: input.message, data: { wantedVersion: number, wantedInstances: input.spec.instances, suspended: false }, newVersion: { number, spec: input.spec, message: input.message } };
  });
}

export const deployVersion = (scope: Scope, id: string, number: number, force = false) =>
  changeApp(scope, id, force, (app) => {
    if (!app.versions.some((version) => version.number === number)) throw appErrors('version_not_found', { version: number, path: app.path });
    const spec = specOf(app, number);
    refuseHostPaths(scope, spec);
    return number === app.wantedVersion ? null : { kind: 'deploy', toVersion: number, data: { wantedVersion: number, wantedInstances: spec.instances, suspended: false } };
  });

export const scaleApp = (scope: Scope, id: string, instances: number, force = false) =>
  changeApp(scope, id, force, (app) => {
    const spec = specOf(app);
    const port = spec.ports.find((one) => one.hostPort !== undefined)?.hostPort;
    if (port !== undefined && instances > 1) throw appErrors('fixed_port_many', { port, instances }, '$.instances');
    if (isExclusive(spec) && instances > 1) throw appErrors('single_writer_many', { instances }, '$.instances');
    return instances === app.wantedInstances ? null : { kind: 'scale', toVersion: app.wantedVersion, data: { wantedInstances: instances } };
  });

export const restartApp = (scope: Scope, id: string, force = false) => changeApp(scope, id, force, (app) => ({ kind: 'restart', toVersion: app.wantedVersion, data: { generation: { increment: 1 } } }));
export const suspendApp = (scope: Scope, id: string, force = false) => changeApp(scope, id, force, (app) => (app.suspended ? null : { kind: 'suspend', toVersion: app.wantedVersion, data: { suspended: true } }));
export const resumeApp = (scope: Scope, id: string, force = false) => changeApp(scope, id, force, (app) => (app.suspended ? { kind: 'resume', toVersion: app.wantedVersion, data: { suspended: false } } : null));

export async function destroyApp(scope: Scope, id: string, force = false): Promise<void> {
  await changeApp(scope, id, force, (app) => ({ kind: 'destroy', toVersion: app.wantedVersion, data: { destroyRequestedAt: new Date() } }));
}

export async function retryApp(id: string) {
  const app = await needApp(id);
  retryNow(id);
  return toAppDto(app);
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
    if (!wanted) return toAppDto(app);
    const active = activeDeployment(app);
    const adjusts = active?.kind === 'scale' && wanted.kind === 'scale';
    if (active && !force && !adjusts) throw appErrors('locked', { path: app.path, deployment: active.id, kind: active.kind, by: active.createdBy });
    if (await changeWanted(app, { ...wanted, by: scope.actor.name })) break;
    if (attempt >= TRIES) throw appErrors('changed_meanwhile', { path: app.path });
  }
  enqueue(id);
  return toAppDto(await needApp(id));
}
