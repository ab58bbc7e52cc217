import type Docker from 'dockerode';
import type { Engine } from '@/lib/environments/server/engine';
import { isAppError } from '@/lib/platform/errors';
import { containerNameOf, toContainerRequest } from '../model/container-request';
import type { ObservedInstance, Readiness } from '../model/plan-app';
import type { AppSpec } from '../spec';
import { appErrors } from '../errors';
import type { AppRow, InstanceRow } from './app.repo';

/** A new instance must stay up this long before it counts, so that one that falls at once never replaces a good one. */
const STEADY_MS = 3_000;
const PULL_MS = 30 * 60_000;
const STOP_EXTRA_MS = 20_000;

/** Since when each container was seen running without a break; lost with the process, which only makes it wait again. */
export type SteadySince = Map<string, number>;

export function observe(engine: Engine, instances: readonly InstanceRow[], steadySince: SteadySince, now: number): ObservedInstance[] {
  return instances.map((row) => ({ id: row.id, slot: row.slot, version: row.versionNumber, generation: row.generation, readiness: readinessOf(engine, row, steadySince, now) }));
}

function readinessOf(engine: Engine, row: InstanceRow, steadySince: SteadySince, now: number): Readiness {
  const container = row.containerId ? engine.inventory.container(row.containerId) : undefined;
  // Not in the picture yet, or no container made yet: the executor makes it, it is not lost.
  if (!container) return row.containerId && row.state === 'started' ? 'missing' : 'starting';
  if (container.state !== 'running') {
    steadySince.delete(container.id);
    return container.state === 'created' ? 'starting' : 'failed';
  }
  const since = steadySince.get(container.id) ?? now;
  steadySince.set(container.id, since);
  if (container.health === 'unhealthy') return 'failed';
  if (container.health === 'starting') return 'starting';
  return container.health === 'healthy' || now - since >= STEADY_MS ? 'ready' : 'starting';
}

/** The image on the engine, pulled if the policy says so. */
export async function ensureImage(engine: Engine, spec: AppSpec): Promise<void> {
  const present = await engine.call((docker) => docker.getImage(spec.image).inspect()).then(() => true, (error: unknown) => {
    if (isAppError(error) && (error.status === 404)) return false;
    throw error;
  });
  if (spec.pullPolicy === 'never' && !present) throw appErrors('image_not_made', { image: spec.image });
  if (present && spec.pullPolicy !== 'always') return;
  await engine.call(
    async (docker) => {
      const output = (await docker.pull(spec.image.includes(':') || spec.image.includes('@') ? spec.image : `${spec.image}:latest`)) as NodeJS.ReadableStream;
      await new Promise<void>((resolve, reject) => docker.modem.followProgress(output, (error: Error | null) => (error ? reject(error) : resolve())));
    },
    { timeoutMs: null, signal: AbortSignal.timeout(PULL_MS) },
  );
}

/** Makes the instance's container under its deterministic name, or finds the one that an interrupted try made. */
export async function makeContainer(engine: Engine, app: AppRow, row: InstanceRow, spec: AppSpec): Promise<string> {
  const request = toContainerRequest(spec, { appId: app.id, path: app.path, version: row.versionNumber, instanceId: row.id });
  try {
    return (await engine.call((docker) => docker.createContainer({ name: row.containerName, ...request } as Docker.ContainerCreateOptions))).id;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'environments.object_name_taken') throw error;
    const found = await engine.call((docker) => docker.getContainer(row.containerName).inspect());
    // The name alone proves nothing: what carries another instance's id is not ours to take.
    if (found.Config.Labels['gantry.instance'] !== row.id) throw error;
    return found.Id;
  }
}

export const startContainer = (engine: Engine, containerId: string) =>
  engine.call((docker) => docker.getContainer(containerId).start()).catch((error: unknown) => {
    if (!isAppError(error) || !/304|already started/i.test(String(error.params.reason ?? ''))) throw error;
  });

/** Stops within the grace time, then removes. A container that is gone already is as wanted. */
export async function removeContainer(engine: Engine, containerId: string, graceSeconds: number): Promise<number | null> {
  const gone = (error: unknown) => {
    if (isAppError(error) && error.status === 404) return null;
    throw error;
  };
  const timeoutMs = graceSeconds * 1000 + STOP_EXTRA_MS;
  await engine.call((docker) => docker.getContainer(containerId).stop({ t: graceSeconds }), { timeoutMs }).catch((error: unknown) => {
    if (isAppError(error) && /304|not running|already stopped/i.test(String(error.params.reason ?? ''))) return;
    gone(error);
  });
  const found = await engine.call((docker) => docker.getContainer(containerId).inspect()).catch(gone);
  if (!found) return null;
  await engine.call((docker) => docker.getContainer(containerId).remove({ force: true, v: true })).catch(gone);
  return found.State.ExitCode;
}

export interface Failure {
  exitCode: number;
  restarts: number;
  oomKilled: boolean;
  startError: string;
  healthOutput: string;
}

export async function inspectFailure(engine: Engine, containerId: string): Promise<Failure> {
  const found = await engine.call((docker) => docker.getContainer(containerId).inspect());
  const health = (found.State as { Health?: { Log?: { Output?: string }[] | null } }).Health;
  return { exitCode: found.State.ExitCode, restarts: found.RestartCount, oomKilled: found.State.OOMKilled, startError: found.State.Error ?? '', healthOutput: (health?.Log?.at(-1)?.Output ?? '').slice(0, 500) };
}

export const nameFor = (app: AppRow, slot: number) => containerNameOf(app.path, app.id, app.wantedVersion, app.generation, slot);
