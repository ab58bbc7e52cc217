import type Docker from 'dockerode';
import type { Engine } from '@/lib/environments/server/engine';
import type { Creation } from '../model/create-body';

const SLOW_MS = 60_000;

/** Creates and joins all networks; starts nothing. What a failure leaves is removed again. */
export async function makeContainer(engine: Engine, name: string, { body, otherNetworks }: Creation): Promise<string> {
  const created = await engine.call((docker) => docker.createContainer({ ...body, name } as unknown as Docker.ContainerCreateOptions), { timeoutMs: SLOW_MS });
  try {
    for (const [network, endpoint] of Object.entries(otherNetworks)) {
      await engine.call((docker) => docker.getNetwork(network).connect({ Container: created.id, EndpointConfig: endpoint as Docker.EndpointSettings }));
    }
    return created.id;
  } catch (error) {
    await removeContainer(engine, created.id);
    throw error;
  }
}

export const startContainer = (engine: Engine, id: string) => engine.call((docker) => unlessDone(docker.getContainer(id).start(), 304), { timeoutMs: SLOW_MS });
export const stopContainer = (engine: Engine, id: string) => engine.call((docker) => unlessDone(docker.getContainer(id).stop(), 304, 404), { timeoutMs: SLOW_MS });

/** `volumes`: also the nameless ones that were made for this container alone. */
export const removeContainer = (engine: Engine, id: string, volumes = true) =>
  engine.call((docker) => unlessDone(docker.getContainer(id).remove({ force: true, v: volumes }), 404), { timeoutMs: SLOW_MS });

export const renameTo = (engine: Engine, id: string, name: string) => engine.call((docker) => docker.getContainer(id).rename({ name }));

/** A repeated step meets its own work: that is success. For use within `engine.call`. */
export async function unlessDone(work: Promise<unknown>, ...statuses: number[]): Promise<void> {
  await work.catch((error: { statusCode?: number }) => {
    if (!statuses.includes(error.statusCode ?? 0)) throw error;
  });
}
