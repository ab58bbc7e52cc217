import type Docker from 'dockerode';
import { startContainer, unlessDone } from '@/lib/containers/server/make-container';
import type { Engine } from '@/lib/environments/server/engine';
import { readTail } from '@/lib/logs/server/read-tail';
import { isAppError } from '@/lib/platform/errors';
import { toContainerRequest } from '../model/container-request';
import type { AppSpec } from '../spec';
import { placedSpecOf, type AppRow } from './app.repo';
import { prepare } from './bring-up';
import { noteEvent, progressOf, type DeploymentRow, type Reason } from './deployment.repo';

export type HookName = 'pre' | 'post';
type Outcome = { kind: 'done' } | { kind: 'running' } | { kind: 'failed'; reason: Reason };

const LABEL = 'gantry.hook';
const KEPT_LINES = 50;
const nameOf = (deploymentId: string, hook: HookName) => `gantry-hook.${hook}.${deploymentId}`;

/** A hook's command with everything an instance has, but nothing that others reach it by. */
const asOneOff = (spec: AppSpec): AppSpec => ({ ...spec, ports: [], healthChecks: [], readinessChecks: [], sidecars: [], restart: 'no', tty: false, networks: spec.networks.map(({ name }) => ({ name, aliases: [] })) });

/** Runs a deployment's hook once, whoever asks and however often: its container tells how far it is. */
export async function runHook(app: AppRow, engine: Engine, deployment: DeploymentRow, hook: HookName): Promise<Outcome> {
  const spec = placedSpecOf(app, deployment.toVersion);
  const { command, timeoutSeconds } = spec.hooks[hook]!;
  const name = nameOf(deployment.id, hook);
  const found = await engine.call((docker) => docker.getContainer(name).inspect()).catch((error: unknown) => {
    if (isAppError(error) && error.status === 404) return null;
    throw error;
  });
  if (!found) {
    const { image, ...resolved } = await prepare(app, engine, deployment.toVersion);
    const request = toContainerRequest(asOneOff(spec), { appId: app.id, path: app.path, version: deployment.toVersion, instanceId: deployment.id }, resolved);
    const created = await engine.call((docker) => docker.createContainer({ ...request, name, Image: image.reference, Entrypoint: [], Cmd: command, Labels: { ...request.Labels, [LABEL]: deployment.id } } as Docker.ContainerCreateOptions));
    await startContainer(engine, created.id);
    await noteEvent(deployment.id, 'hook_started', { hook });
    return { kind: 'running' };
  }
  if (found.State.Status === 'created') {
    await startContainer(engine, found.Id);
    return { kind: 'running' };
  }
  const late = found.State.Running && Date.now() - Date.parse(found.State.StartedAt) > timeoutSeconds * 1000;
  if (found.State.Running && !late) return { kind: 'running' };
  const output = (await readTail(engine, found.Id, { lines: KEPT_LINES, tty: false })).trim().slice(-1_000);
  if (!late && found.State.ExitCode === 0) {
    await noteEvent(deployment.id, 'hook_done', { hook, output });
    return { kind: 'done' };
  }
  return { kind: 'failed', reason: late ? { code: 'apps.hook_late', params: { hook, seconds: timeoutSeconds, output } } : { code: 'apps.hook_failed', params: { hook, exitCode: found.State.ExitCode, output } } };
}

/** Of deployments that are over, or whose hook has done its work; `running` may still need those that have not. */
export async function removeHooks(app: AppRow, engine: Engine, running: DeploymentRow | undefined): Promise<void> {
  const mayNeed = (id: string, hook: HookName) => running?.id === id && !progressOf(running)[`${hook}Done`];
  const own = new Set(app.deployments.flatMap(({ id }) => (['pre', 'post'] as const).filter((hook) => !mayNeed(id, hook)).map((hook) => nameOf(id, hook))));
  for (const row of engine.inventory.containers().filter(({ labels, name }) => labels[LABEL] !== undefined && own.has(name))) {
    await engine.call((docker) => unlessDone(docker.getContainer(row.id).remove({ force: true, v: true }), 404), { timeoutMs: 60_000 });
  }
}
