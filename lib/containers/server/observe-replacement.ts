import type { Engine } from '@/lib/environments/server/engine';
import { newNameFor, type Observed, type SeenContainer } from '../model/decide-replacement';
import { nameOf, type RawInspect } from '../model/inspect';
import { needsOldStopped } from '../model/needs-old-stopped';
import type { ReplacementRow } from './container-replacement.repo';
import { findInspect } from './read-inspect';

/** Both containers as the engine has them now; read from the engine itself, since the next step depends on it. */
export async function observeReplacement(engine: Engine, row: ReplacementRow): Promise<Omit<Observed, 'provenForMs' | 'knowsRequest'>> {
  const [old, next] = await Promise.all([findInspect(engine, row.oldContainerId), findInspect(engine, row.newContainerId ?? newNameFor(row.id))]);
  return { old: old && toSeen(old), new: next && toSeen(next), stopOldFirst: old !== null && next !== null && needsOldStopped(old, next) };
}

function toSeen(inspect: RawInspect): SeenContainer {
  return {
    id: inspect.Id,
    name: nameOf(inspect),
    status: (inspect.State.Status ?? 'dead') as SeenContainer['status'],
    exitCode: inspect.State.ExitCode ?? 0,
    restartCount: inspect.RestartCount ?? 0,
    health: (inspect.State.Health?.Status ?? 'none') as SeenContainer['health'],
  };
}
