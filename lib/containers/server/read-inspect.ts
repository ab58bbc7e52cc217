import { isAppError } from '@/lib/platform/errors';
import type { Engine } from '@/lib/environments/server/engine';
import { engineById } from '@/lib/environments/server/engines';
import { containerErrors } from '../errors';
import type { ImageConfig, RawInspect } from '../model/inspect';

/** The engine's own description; a container that is not there is told by the id asked for. */
export async function readInspect(engine: Engine, containerId: string): Promise<RawInspect> {
  const inspect = await findInspect(engine, containerId);
  if (!inspect) throw containerErrors('not_found', { id: containerId.slice(0, 64), environment: engine.name });
  return inspect;
}

export async function findInspect(engine: Engine, containerId: string): Promise<RawInspect | null> {
  return orNull(engine.call(async (docker) => (await docker.getContainer(containerId).inspect()) as unknown as RawInspect));
}

/** What an image gives to its containers; nothing when the image is gone. */
export async function readImageConfig(engine: Engine, image: string): Promise<ImageConfig | null> {
  return orNull(engine.call(async (docker) => (((await docker.getImage(image).inspect()) as unknown as { Config?: ImageConfig | null }).Config ?? {})));
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && (error.code === 'environments.object_not_found' || error.code === 'environments.image_not_found')) return null;
    throw error;
  }
}

export interface ContainerPlace {
  environmentId: string;
  containerId: string;
}

export async function inspectAt({ environmentId, containerId }: ContainerPlace): Promise<{ engine: Engine; inspect: RawInspect }> {
  const engine = engineById(environmentId);
  return { engine, inspect: await readInspect(engine, containerId) };
}
