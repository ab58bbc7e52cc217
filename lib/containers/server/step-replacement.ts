import type { Engine } from '@/lib/environments/server/engine';
import { AppError, isAppError } from '@/lib/platform/errors';
import { containerErrors } from '../errors';
import { newNameFor, type Observed, type ReplacementAction } from '../model/decide-replacement';
import { changeReplacement, type ReplacementRow } from './container-replacement.repo';
import { ensureImage } from './ensure-image';
import { makeContainer, removeContainer, renameTo, startContainer, stopContainer } from './make-container';
import { readLastWords } from './read-last-words';
import { replacementQueue } from './replacement-queue';

/** Does one step. Each may have been done before: a repeated one changes nothing. Returns the row as it is after it. */
export async function stepReplacement(engine: Engine, row: ReplacementRow, action: ReplacementAction, seen: Pick<Observed, 'old' | 'new'>, signal: AbortSignal): Promise<ReplacementRow | null> {
  switch (action.kind) {
    case 'create':
      return create(engine, row, signal);
    case 'enter':
      return changeReplacement(row, { phase: action.phase, ...((action.phase === 'done' || action.phase === 'failed') && { endedAt: new Date() }) });
    case 'give_up':
      return giveUp(row, await explain(engine, row, action, seen));
    case 'start_new':
      await startContainer(engine, seen.new!.id);
      return row;
    case 'stop_old':
      await stopContainer(engine, row.oldContainerId);
      return row;
    case 'start_old':
      await startContainer(engine, row.oldContainerId);
      return row;
    case 'rename_old':
      await renameTo(engine, row.oldContainerId, action.name);
      return row;
    case 'rename_new':
      await renameTo(engine, seen.new!.id, action.name);
      return row;
    case 'remove_new':
      await removeContainer(engine, seen.new!.id);
      return row;
    case 'remove_old':
      // Its nameless volumes are the new one's now, or hold what nobody said to delete.
      await removeContainer(engine, row.oldContainerId, false);
      return row;
    case 'wait':
      return row;
  }
}

/** The id is recorded last, so that a recorded container is a whole one; a half-made one from before gives way. */
async function create(engine: Engine, row: ReplacementRow, signal: AbortSignal): Promise<ReplacementRow | null> {
  const request = replacementQueue().requests.get(row.id);
  if (!request) return giveUp(row, containerErrors('interrupted', {}));
  await ensureImage(engine, request.image, '$.spec.image', signal);
  await removeContainer(engine, newNameFor(row.id));
  const id = await makeContainer(engine, newNameFor(row.id), request.creation);
  return changeReplacement(row, { newContainerId: id });
}

export async function giveUp(row: ReplacementRow, error: AppError): Promise<ReplacementRow | null> {
  return changeReplacement(row, { phase: 'restoring', error: { code: error.code, params: error.params } });
}

async function explain(engine: Engine, row: ReplacementRow, action: Extract<ReplacementAction, { kind: 'give_up' }>, seen: Pick<Observed, 'new'>): Promise<AppError> {
  const words = seen.new && (action.code === 'new_exited' || action.code === 'new_unhealthy') ? await readLastWords(engine, seen.new.id, action.code) : '';
  return containerErrors(action.code, { name: row.containerName, ...action.params, output: words });
}

const PASSING = new Set(['environments.engine_unreachable', 'environments.engine_timeout', 'environments.not_found']);

/** Whether the engine could not be asked, as against having refused. */
export const isPassing = (error: unknown) => isAppError(error) && PASSING.has(error.code);
