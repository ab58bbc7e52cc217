import type Docker from 'dockerode';
import { appsByContainer } from '@/lib/environments/server/app-of-container';
import { startContainer, unlessDone } from '@/lib/containers/server/make-container';
import type { Engine } from '@/lib/environments/server/engine';
import { isAppError } from '@/lib/platform/errors';
import { processState } from '@/lib/platform/server/process-state';
import { resolveEnv } from '../model/env-references';
import { toSidecarRequest } from '../model/container-request';
import type { AppSpec, Sidecar } from '../spec';
import type { AppRow } from './app.repo';
import { noteSidecars, type InstanceRow } from './instance.repo';

export interface SidecarRow {
  name: string;
  containerId: string;
}
export const sidecarsOf = (row: Pick<InstanceRow, 'sidecars'>) => row.sidecars as unknown as SidecarRow[];
const nameOf = (row: Pick<InstanceRow, 'containerName'>, sidecar: string) => `${row.containerName.split('~')[0]}.${sidecar}`;

interface Settings {
  variables: Record<string, string>;
  secrets: Record<string, string>;
  /** What each sidecar's image means for this version. */
  images: Record<string, string>;
}

/** Of which start of its main container a sidecar has the network: after a restart of that it holds a dead one. */
const joined = () => processState('sidecar-joined', () => new Map<string, string>());

/** Makes and starts what is not there, and starts anew what sits in the network of an earlier start of the main container. */
export async function tendSidecars(app: AppRow, row: InstanceRow, spec: AppSpec, engine: Engine, settings: () => Promise<Settings>): Promise<void> {
  const main = row.containerId ? engine.inventory.container(row.containerId) : undefined;
  if (spec.sidecars.length === 0 || main?.state !== 'running') return;
  const known = sidecarsOf(row);
  const all = spec.sidecars.map((sidecar) => ({ sidecar, id: known.find(({ name }) => name === sidecar.name)?.containerId }));
  if (all.every(({ id }) => id && joined().get(id) === main.since && engine.inventory.container(id))) return;
  const startedAt = (await engine.call((docker) => docker.getContainer(main.id).inspect())).State.StartedAt;
  const now: SidecarRow[] = [];
  for (const { sidecar, id } of all) {
    const found = id ? await inspect(engine, id) : await inspect(engine, nameOf(row, sidecar.name), row.id);
    const containerId = found?.Id ?? (await make(app, row, spec, sidecar, main.id, engine, await settings()));
    appsByContainer().set(containerId, { id: app.id, path: app.path });
    now.push({ name: sidecar.name, containerId });
    if (!found?.State.Running) await startContainer(engine, containerId);
    else if (found.State.StartedAt < startedAt) await engine.call((docker) => docker.getContainer(containerId).restart({ t: 1 }), { timeoutMs: 60_000 });
    joined().set(containerId, main.since);
  }
  if (JSON.stringify(now) !== JSON.stringify(known)) {
    await noteSidecars(row.id, now);
    row.sidecars = now as never;
  }
  await engine.inventory.refresh('container');
}

const inspect = (engine: Engine, idOrName: string, instanceId?: string) =>
  engine.call((docker) => docker.getContainer(idOrName).inspect()).then(
    (found) => (instanceId && found.Config.Labels['gantry.instance'] !== instanceId ? null : found),
    (error: unknown) => {
      if (isAppError(error) && error.status === 404) return null;
      throw error;
    },
  );

async function make(app: AppRow, row: InstanceRow, spec: AppSpec, sidecar: Sidecar, mainId: string, engine: Engine, { variables, secrets, images }: Settings): Promise<string> {
  const identity = { appId: app.id, path: app.path, version: row.versionNumber, instanceId: row.id };
  const request = toSidecarRequest({ ...sidecar, image: images[sidecar.name] ?? sidecar.image }, spec, mainId, identity, resolveEnv(sidecar.env, variables, secrets));
  return (await engine.call((docker) => docker.createContainer({ name: nameOf(row, sidecar.name), ...request } as Docker.ContainerCreateOptions))).id;
}

/** They go after their main container. Also those that a lost answer left without a row. */
export async function removeSidecars(row: InstanceRow, spec: AppSpec, engine: Engine, graceSeconds: number): Promise<void> {
  await Promise.all(spec.sidecars.map(async ({ name }) => {
    const found = await inspect(engine, nameOf(row, name), row.id);
    if (!found) return;
    joined().delete(found.Id);
    await engine.call((docker) => unlessDone(docker.getContainer(found.Id).stop({ t: graceSeconds }), 304, 404), { timeoutMs: graceSeconds * 1000 + 20_000 });
    await engine.call((docker) => unlessDone(docker.getContainer(found.Id).remove({ force: true, v: true }), 404));
  }));
}
