import type { z } from 'zod';
import type Docker from 'dockerode';
import { actOnEach } from '@/lib/environments/server/act-on-each';
import type { actOnContainers as contract, ContainerAction } from '../contract';

type Body = z.output<NonNullable<(typeof contract)['body']>>;

/** A stop waits for the grace time; the engine's own limit comes on top. */
const ANSWER_MS = 30_000;

export const actOnContainers = (body: Body) =>
  actOnEach(
    body.items,
    (engine, id) => engine.inventory.container(id)?.name,
    (engine, id) => engine.call((docker) => perform(docker.getContainer(id), body), { timeoutMs: ANSWER_MS + (body.timeoutSeconds ?? 10) * 1000 }),
  );

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
