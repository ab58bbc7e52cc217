import type { ContainerRow } from '../contract';

type State = ContainerRow['state'];

const ENDED: readonly State[] = ['exited', 'dead', 'restarting', 'removing', 'created'];
const AFTER: Record<string, readonly State[]> = { start: ['running', 'paused', 'restarting'], unpause: ['running'], pause: ['paused'], die: ENDED, stop: ENDED, oom: [] };

/**
 * Whether a row may be what the engine has after the last event about it. Engines tell `die` a while before their own
 * list shows it (over 50 ms when many end at once), so a row that contradicts its last event must be read again.
 */
export function contradicts(lastAction: string | undefined, state: State): boolean {
  const allowed = lastAction === undefined ? undefined : AFTER[lastAction];
  return allowed !== undefined && allowed.length > 0 && !allowed.includes(state);
}
