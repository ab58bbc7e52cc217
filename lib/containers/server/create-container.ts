import type { Engine } from '@/lib/environments/server/engine';
import { engineById } from '@/lib/environments/server/engines';
import { AppError } from '@/lib/platform/errors';
import { containerErrors } from '../errors';
import { buildCreation, type Origin } from '../model/create-body';
import type { ContainerSpec } from '../spec';
import { checkAgainstEngine } from './check-against-engine';
import { ensureImage } from './ensure-image';
import { makeContainer, removeContainer, startContainer } from './make-container';
import { withPath } from './place-error';
import { readImageConfig, readInspect } from './read-inspect';

export interface NewContainer {
  spec: ContainerSpec;
  from?: string | undefined;
  start: boolean;
}

/** Makes a container and starts it; when that fails nothing of it stays. */
export async function createContainer(environmentId: string, { spec, from, start }: NewContainer, signal?: AbortSignal): Promise<{ id: string }> {
  const engine = engineById(environmentId);
  const origin = from === undefined ? undefined : await readOrigin(engine, from);
  checkAgainstEngine(engine, spec, origin?.inspect);
  await ensureImage(engine, spec.image, '$.spec.image', signal);
  return withPath(specPlaces(engine, spec), async () => {
    const id = await makeContainer(engine, spec.name, buildCreation(spec, origin && withoutAddresses(origin)));
    if (!start) return { id };
    try {
      await startContainer(engine, id);
      return { id };
    } catch (error) {
      await removeContainer(engine, id);
      throw error;
    }
  });
}

export async function readOrigin(engine: Engine, containerId: string): Promise<Origin> {
  const inspect = await readInspect(engine, containerId);
  return { inspect, image: (await readImageConfig(engine, inspect.Image)) ?? {} };
}

/** Where in the form the engine's refusals belong. */
export const specPlaces = (engine: Engine, spec: ContainerSpec) => ({
  'environments.object_name_taken': () => containerErrors('name_taken', { name: spec.name, engine: engine.name }, '$.spec.name'),
  'environments.port_taken': '$.spec.ports',
  'environments.image_not_found': '$.spec.image',
  'environments.engine_bad_request': (error: AppError) => new AppError(error.code, error.status, error.params, /\bexec: |executable file not found/.test(String(error.params.reason)) ? '$.spec.command' : undefined),
});

/** A copy has addresses of its own: two containers cannot hold one. */
function withoutAddresses({ inspect, image }: Origin): Origin {
  const Networks = Object.fromEntries(Object.entries(inspect.NetworkSettings?.Networks ?? {}).map(([name, endpoint]) => [name, { ...endpoint, IPAMConfig: null }]));
  const { MacAddress: _, ...Config } = inspect.Config;
  return { inspect: { ...inspect, Config, NetworkSettings: { ...inspect.NetworkSettings, Networks } }, image };
}
