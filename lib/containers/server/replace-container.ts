import type { ReplacementDto } from '../contract';
import { containerErrors } from '../errors';
import { buildCreation } from '../model/create-body';
import { nameOf } from '../model/inspect';
import type { ContainerSpec } from '../spec';
import { engineById } from '@/lib/environments/server/engines';
import { checkAgainstEngine } from './check-against-engine';
import { createReplacement, findLatestReplacement, type ReplacementRow } from './container-replacement.repo';
import { readOrigin } from './create-container';
import type { ContainerPlace } from './read-inspect';
import { replacementQueue } from './replacement-queue';

/** Begins an edit. The controller does it; what comes back is where it stands now. */
export async function replaceContainer(place: ContainerPlace, spec: ContainerSpec): Promise<ReplacementDto> {
  const engine = engineById(place.environmentId);
  const origin = await readOrigin(engine, place.containerId);
  const { inspect } = origin;
  const name = nameOf(inspect);
  if (inspect.HostConfig.AutoRemove) throw containerErrors('auto_remove', { name });
  if (inspect.State.Paused) throw containerErrors('paused', { name });
  if (spec.name !== name) throw containerErrors('name_fixed', { name }, '$.spec.name');
  checkAgainstEngine(engine, spec, inspect, inspect);
  const row = await createReplacement({
    environmentId: engine.id, containerName: spec.name, oldContainerId: inspect.Id, oldWasRunning: Boolean(inspect.State.Running || inspect.State.Restarting),
  });
  if (!row) throw containerErrors('replacement_running', { name });
  const queue = replacementQueue();
  queue.requests.set(row.id, { image: spec.image, creation: buildCreation(spec, origin) });
  queue.wake(row.id);
  return toReplacementDto(row);
}

export async function showReplacement({ environmentId, containerId }: ContainerPlace): Promise<ReplacementDto | null> {
  const row = await findLatestReplacement(environmentId, containerId);
  return row && toReplacementDto(row);
}

export const toReplacementDto = ({ id, environmentId, containerName, oldContainerId, newContainerId, phase, error, createdAt, endedAt }: ReplacementRow): ReplacementDto => ({
  id, environmentId, containerName, oldContainerId, newContainerId, phase, error, createdAt: createdAt.toISOString(), endedAt: endedAt?.toISOString() ?? null,
});
