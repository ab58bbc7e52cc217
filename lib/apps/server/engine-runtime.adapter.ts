import type Docker from 'dockerode';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { unlessDone } from '@/lib/containers/server/make-container';
import type { Engine } from '@/lib/environments/server/engine';
import { readJsonLines } from '@/lib/environments/server/read-events';
import { translateEngineError } from '@/lib/environments/server/translate-engine-error';
import { readTail } from '@/lib/logs/server/read-tail';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { endpointOf, toContainerRequest, type Resolved } from '../model/container-request';
import type { ObservedInstance, Readiness } from '../model/plan-app';
import type { AppSpec } from '../spec';
import { appErrors } from '../errors';
import type { AppRow } from './app.repo';
import type { Reason } from './deployment.repo';
import type { Ending, InstanceRow } from './instance.repo';
import { verdictOf } from './prober';
import { sidecarsOf } from './sidecars';
import { authOf } from '@/lib/registries/server/manage-registries';

const PULL_MS = 30 * 60_000;
const STOP_EXTRA_MS = 20_000;
const KEPT_LINES = 200;

/** Since when each container was seen running without a break; lost with the process, which only makes it wait again. */
export type SteadySince = Map<string, number>;
/** What readiness asks of the spec of a row's version. */
type Needs = (row: InstanceRow) => { steadyMs: number; probed: boolean };

export function observe(engine: Engine, instances: readonly InstanceRow[], steadySince: SteadySince, specs: Needs, now: number): ObservedInstance[] {
  return instances.map((row) => ({ id: row.id, slot: row.slot, version: row.versionNumber, generation: row.generation, createdMs: row.createdAt.getTime(), readiness: readinessOf(engine, row, steadySince, specs, now) }));
}

/** Of which start of each container it is known that it served. */
const provenSince = () => processState('proven-since', () => new Map<string, string>());

/** A new instance must stay up a while before it counts, so that one that falls at once never replaces a good one. */
function readinessOf(engine: Engine, row: InstanceRow, steadySince: SteadySince, specs: Needs, now: number): Readiness {
  if (row.drainingSince) return 'draining';
  if (row.state === 'condemned') return 'missing';
  const container = row.containerId ? engine.inventory.container(row.containerId) : undefined;
  // Not in the picture yet, or no container made yet: the executor makes it, it is not lost.
  if (!container) return row.containerId && row.state === 'started' ? 'missing' : 'starting';
  if (container.state !== 'running') {
    steadySince.delete(container.id);
    return container.state === 'created' ? 'starting' : 'failed';
  }
  if (container.health === 'unhealthy') {
    steadySince.delete(container.id);
    return 'failed';
  }
  if (container.health === 'starting') return 'starting';
  const probe = verdictOf(container.id);
  const besides = besidesOf(engine, row);
  if (probe?.health === 'unhealthy' || besides === 'failed') {
    steadySince.delete(container.id);
    return 'failed';
  }
  // After a restart of the console nothing is known yet of one that was ready: it stays so until it fails.
  // After a restart of the container, of which Docker took care by itself, it is asked anew.
  const proven = row.readyAt !== null && (provenSince().get(container.id) ?? container.since) === container.since;
  if (!proven && (besides === 'starting' || (specs(row).probed && !(probe && probe.isReady && (probe.health === 'healthy' || probe.health === 'none'))))) return 'starting';
  const since = steadySince.get(container.id) ?? now;
  steadySince.set(container.id, since);
  // One that was ready once and runs without a break needs no second proof after a restart of the console.
  if (!proven && now - since < specs(row).steadyMs) return 'starting';
  provenSince().set(container.id, container.since);
  return 'ready';
}

/** The sidecars of an instance, as one. */
function besidesOf(engine: Engine, row: InstanceRow): 'ready' | 'starting' | 'failed' {
  const states = sidecarsOf(row).map(({ containerId }) => engine.inventory.container(containerId)?.state);
  if (states.some((state) => state === 'exited' || state === 'dead' || state === 'restarting')) return 'failed';
  return states.every((state) => state === 'running') ? 'ready' : 'starting';
}

export interface PullProgress {
  layers: number;
  done: number;
  currentBytes: number;
  totalBytes: number;
}

export interface Image {
  id: string;
  /** What containers are made from: the name people know while it means this image, else the id. */
  reference: string;
}

/** The image a version runs: pinned once it ran, else found or pulled as the policy says. */
export async function ensureImage(engine: Engine, spec: Pick<AppSpec, 'image' | 'pullPolicy' | 'registryCredential'>, pinned: string | null, onPull: (progress: PullProgress | null) => void): Promise<Image> {
  const idOf = (image: string) => engine.call((docker) => docker.getImage(image).inspect()).then((found) => found.Id, (error: unknown) => {
    if (isAppError(error) && error.status === 404) return null;
    throw error;
  });
  const present = await idOf(spec.image);
  if (pinned && present !== pinned && (await idOf(pinned))) return { id: pinned, reference: pinned };
  if (pinned && present === pinned) return { id: pinned, reference: spec.image };
  if (spec.pullPolicy === 'never' && !present) throw appErrors('image_not_made', { image: spec.image });
  if (!present || spec.pullPolicy === 'always') await pullImage(engine, spec, onPull);
  const id = await idOf(spec.image);
  if (!id) throw appErrors('image_not_made', { image: spec.image });
  return { id, reference: spec.image };
}

interface PullLine {
  id?: string;
  status?: string;
  error?: string;
  progressDetail?: { current?: number; total?: number };
}

/** Asks the registry, also for what is here already. */
export async function pullImage(engine: Engine, { image, registryCredential }: Pick<AppSpec, 'image' | 'registryCredential'>, onPull: (progress: PullProgress | null) => void): Promise<void> {
  const signal = AbortSignal.timeout(PULL_MS);
  const reference = /[:@][^/]+$/.test(image) ? image : `${image}:latest`;
  const authconfig = registryCredential ? await authOf(registryCredential) : undefined;
  const layers = new Map<string, { current: number; total: number; done: boolean }>();
  onPull({ layers: 0, done: 0, currentBytes: 0, totalBytes: 0 });
  try {
    const output = (await engine.call((docker) => docker.pull(reference, { abortSignal: signal, ...(authconfig && { authconfig }) }), { timeoutMs: null, signal })) as unknown as Readable;
    for await (const line of readJsonLines<PullLine>(output)) {
      if (line.error) throw translateEngineError(new Error(line.error), engine.name);
      if (!line.id || !line.progressDetail) continue;
      const before = layers.get(line.id);
      const { current = before?.current ?? 0, total = before?.total ?? 0 } = line.progressDetail;
      layers.set(line.id, { current, total, done: /complete|exists/i.test(line.status ?? '') });
      const all = [...layers.values()];
      onPull({ layers: all.length, done: all.filter(({ done }) => done).length, currentBytes: all.reduce((sum, layer) => sum + layer.current, 0), totalBytes: all.reduce((sum, layer) => sum + layer.total, 0) });
    }
  } catch (error) {
    // A registry that wants a password does not repeat for which image.
    if (isAppError(error) && error.params.image === '') Object.assign(error.params, { image });
    throw error;
  } finally {
    onPull(null);
  }
}

/** What an instance of a version is made from. */
export interface Prepared extends Resolved {
  image: Image;
}

/** Joins what the create could not take; a repeated try skips what it has joined already. */
export async function joinNetworks(engine: Engine, containerId: string, networks: AppSpec['networks']): Promise<void> {
  const [, ...others] = networks;
  if (others.length === 0) return;
  const { NetworkSettings } = await engine.call((docker) => docker.getContainer(containerId).inspect());
  for (const network of others.filter(({ name }) => !(name in NetworkSettings.Networks))) {
    await engine.call((docker) => docker.getNetwork(network.name).connect({ Container: containerId, EndpointConfig: endpointOf(network) as Docker.EndpointSettings }));
  }
}

/** Makes the instance's container under its deterministic name, or finds the one that an interrupted try made. */
export async function makeContainer(engine: Engine, app: AppRow, row: InstanceRow, spec: AppSpec, { image, ...resolved }: Prepared): Promise<string> {
  const request = toContainerRequest(spec, { appId: app.id, path: app.path, version: row.versionNumber, instanceId: row.id }, resolved);
  try {
    return (await engine.call((docker) => docker.createContainer({ name: row.containerName, ...request, Image: image.reference } as Docker.ContainerCreateOptions))).id;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'environments.object_name_taken') throw error;
    const found = await engine.call((docker) => docker.getContainer(row.containerName).inspect());
    // The name alone proves nothing: what carries another instance's id is not ours to take.
    if (found.Config.Labels['gantry.instance'] !== row.id) throw error;
    return found.Id;
  }
}

/** Stops within the grace time, keeps its last words, then removes. A container that is gone already is as wanted. */
export async function removeContainer(engine: Engine, containerId: string, { taskKillGracePeriodSeconds: graceSeconds, preStop }: Pick<AppSpec, 'taskKillGracePeriodSeconds' | 'preStop'>): Promise<Ending> {
  const gone = (error: unknown) => {
    if (isAppError(error) && error.status === 404) return null;
    throw error;
  };
  const before = await engine.call((docker) => docker.getContainer(containerId).inspect()).catch(gone);
  if (!before) return { exitCode: null, reason: { code: 'apps.container_gone', params: {} }, lastLog: null };
  const ranBefore = before.State.Running && !before.State.Restarting;
  if (ranBefore && preStop) await runPreStop(engine, containerId, preStop);
  const timeoutMs = graceSeconds * 1000 + STOP_EXTRA_MS;
  await engine.call((docker) => unlessDone(docker.getContainer(containerId).stop({ t: graceSeconds }), 304, 404), { timeoutMs });
  const after = (await engine.call((docker) => docker.getContainer(containerId).inspect()).catch(gone)) ?? before;
  const lastLog = await readTail(engine, containerId, { lines: KEPT_LINES, tty: before.Config.Tty });
  await engine.call((docker) => docker.getContainer(containerId).remove({ force: true, v: true })).catch(gone);
  return { exitCode: after.State.ExitCode, lastLog, reason: ranBefore ? { code: 'apps.stopped_by_rollout', params: {} } : failureReason(before.Name.slice(1), failureOf(before)) };
}

/** Waits for its end or its time-out. That it fails keeps nobody from stopping: what it was for is over either way. */
async function runPreStop(engine: Engine, containerId: string, { command, timeoutSeconds }: NonNullable<AppSpec['preStop']>): Promise<void> {
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const exec = await engine.call((docker) => docker.getContainer(containerId).exec({ Cmd: command, AttachStdout: true, AttachStderr: true }));
    const output = await engine.call(() => exec.start({ hijack: true, Tty: false, abortSignal: signal } as never), { timeoutMs: null, signal });
    output.resume();
    await finished(output, { signal, writable: false });
  } catch (error) {
    log.info({ err: error, containerId: containerId.slice(0, 12) }, 'a pre-stop command did not come to its end');
  }
}

export interface Failure {
  /** Between two falls: the exit code of the last one is not known. */
  running: boolean;
  exitCode: number;
  restarts: number;
  oomKilled: boolean;
  startError: string;
  memBytes: number;
  unhealthy: boolean;
  failingStreak: number;
  healthOutput: string;
}

export const inspectFailure = async (engine: Engine, containerId: string): Promise<Failure> => failureOf(await engine.call((docker) => docker.getContainer(containerId).inspect()));

function failureOf(found: Docker.ContainerInspectInfo): Failure {
  const health = (found.State as { Health?: { Status?: string; FailingStreak?: number; Log?: { Output?: string }[] | null } }).Health;
  return {
    running: found.State.Running && !found.State.Restarting,
    exitCode: found.State.ExitCode, restarts: found.RestartCount, oomKilled: found.State.OOMKilled, startError: found.State.Error ?? '', memBytes: found.HostConfig.Memory ?? 0,
    unhealthy: health?.Status === 'unhealthy', failingStreak: health?.FailingStreak ?? 0, healthOutput: (health?.Log?.at(-1)?.Output ?? '').replaceAll('\0', '').trim().slice(0, 500),
  };
}

const MIB = 1024 * 1024;

/** Why an instance fell, in words. */
export function failureReason(instance: string, failure: Failure): Reason {
  if (failure.oomKilled) return { code: 'apps.out_of_memory', params: { instance, mem: Math.round(failure.memBytes / MIB) } };
  if (failure.unhealthy) return { code: 'apps.unhealthy', params: { instance, times: failure.failingStreak, output: failure.healthOutput } };
  if (failure.startError) return { code: 'apps.not_started', params: { instance, reason: failure.startError.slice(0, 500) } };
  return { code: 'apps.exited', params: { instance, exitCode: failure.exitCode } };
}
