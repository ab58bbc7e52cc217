import type { z } from 'zod';
import { engineById } from '@/lib/environments/server/engines';
import type Docker from 'dockerode';
import type { actOnContainers as contract, ContainerAction } from '../contract';

type Body = z.output<NonNullable<(typeof contract)['body']>>;
type Item = Body['items'][number];

const AT_ONCE = 8;
/** A stop waits for the grace time; the engine's own limit comes on top. */
const ANSWER_MS = 30_000;

export interface ActionOutcome {
  environmentId: string;
  id: string;
  name: string;
  error?: unknown;
}

/** Does one thing to many containers, a few at a time; each has its own outcome and none stops the others. */
export async function actOnContainers(body: Body): Promise<ActionOutcome[]> {
  const outcomes: ActionOutcome[] = [];
  const queue = body.items.map((item, index) => ({ item, index }));
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) outcomes[next.index] = await actOnOne(next.item, body);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, body.items.length) }, worker));
  return outcomes;
}

async function actOnOne(item: Item, body: Body): Promise<ActionOutcome> {
  let name = item.id.slice(0, 12);
  try {
    const engine = engineById(item.environmentId);
    name = engine.inventory.container(item.id)?.name ?? name;
    await engine.call((docker) => perform(docker.getContainer(item.id), body), { timeoutMs: ANSWER_MS + (body.timeoutSeconds ?? 10) * 1000 });
    return { ...item, name };
  } catch (error) {
    return { ...item, name, error };
  }
}

async function perform(container: Docker.Container, { action, force, removeVolumes, timeoutSeconds }: Body): Promise<void> {
  const grace = timeoutSeconds === undefined ? {} : { t: timeoutSeconds };
  const verbs: Record<ContainerAction, () => Promise<unknown>> = {
    start: () => unlessAlready(container.start()),
    stop: () => unlessAlready(container.stop(grace)),
    restart: () => container.restart(grace),
    kill: () => container.kill(),
    pause: () => container.pause(),
    unpause: () => container.unpause(),
    remove: () => container.remove({ force, v: removeVolumes }),
  };
  await verbs[action]();
}

/** 304: it was in that state already, which is what was asked for. */
const unlessAlready = (work: Promise<unknown>) =>
  work.catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 304) throw error;
  });
