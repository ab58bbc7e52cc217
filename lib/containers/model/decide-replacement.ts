import type { REPLACEMENT_PHASES } from '../contract';

export type ReplacementPhase = (typeof REPLACEMENT_PHASES)[number];

/** What the database remembers of an edit. */
export interface Replacement {
  id: string;
  containerName: string;
  newContainerId: string | null;
  oldWasRunning: boolean;
  phase: ReplacementPhase;
}

export interface SeenContainer {
  id: string;
  name: string;
  status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  exitCode: number;
  restartCount: number;
  health: 'none' | 'starting' | 'healthy' | 'unhealthy';
}

export interface Observed {
  old: SeenContainer | null;
  new: SeenContainer | null;
  /** The two cannot run side by side. */
  stopOldFirst: boolean;
  /** How long this process has seen the new one run without a break. */
  provenForMs: number;
  /** Whether this process still knows what to create; a restarted one does not. */
  knowsRequest: boolean;
}

export type ReplacementAction =
  | { kind: 'create' }
  | { kind: 'stop_old' } | { kind: 'start_new' } | { kind: 'wait' }
  | { kind: 'enter'; phase: ReplacementPhase }
  | { kind: 'give_up'; code: 'interrupted' | 'new_exited' | 'new_unhealthy' | 'new_never_healthy' | 'old_gone'; params: Record<string, string | number> }
  | { kind: 'rename_old'; name: string } | { kind: 'rename_new'; name: string }
  | { kind: 'remove_old' } | { kind: 'remove_new' } | { kind: 'start_old' };

export const PROOF_MS = 4_000;
export const HEALTH_DEADLINE_MS = 180_000;

/** Deterministic, so that a repeated step meets its own work. */
export const newNameFor = (id: string) => `gantry-edit-${id}`;
export const oldNameFor = (id: string) => `gantry-edit-${id}-old`;

const runs = (container: SeenContainer | null) => container?.status === 'running' || container?.status === 'restarting' || container?.status === 'paused';

/**
 * The next step of an edit, from what is there now. Every step may have happened already, and the process may die after
 * any of them; whatever is seen, the steps lead to exactly one of: the new container under the name, or the old one as it was.
 */
export function decideReplacement(row: Replacement, seen: Observed): ReplacementAction {
  switch (row.phase) {
    case 'preparing': return prepare(row, seen);
    case 'proving': return prove(row, seen);
    case 'swapping': return swap(row, seen);
    case 'restoring': return restore(row, seen);
    case 'done':
    case 'failed': return { kind: 'wait' };
  }
}

function prepare(row: Replacement, seen: Observed): ReplacementAction {
  if (!seen.old) return { kind: 'give_up', code: 'old_gone', params: {} };
  // A half-made container (some networks not joined yet) is never taken for a whole one: its id is recorded last.
  if (seen.new && row.newContainerId === seen.new.id) return { kind: 'enter', phase: 'proving' };
  return seen.knowsRequest ? { kind: 'create' } : { kind: 'give_up', code: 'interrupted', params: {} };
}

function prove(row: Replacement, seen: Observed): ReplacementAction {
  if (!seen.new) return { kind: 'give_up', code: 'interrupted', params: {} };
  // A container that stood still is replaced by one that stands still.
  if (!row.oldWasRunning) return { kind: 'enter', phase: 'swapping' };
  if (seen.stopOldFirst && runs(seen.old)) return { kind: 'stop_old' };
  const { status, exitCode, restartCount, health } = seen.new;
  if (status === 'created') return { kind: 'start_new' };
  if (status !== 'running' || restartCount > 0) return { kind: 'give_up', code: 'new_exited', params: { exitCode } };
  if (health === 'unhealthy') return { kind: 'give_up', code: 'new_unhealthy', params: {} };
  if (seen.provenForMs < PROOF_MS) return { kind: 'wait' };
  if (health === 'starting') return seen.provenForMs < HEALTH_DEADLINE_MS ? { kind: 'wait' } : { kind: 'give_up', code: 'new_never_healthy', params: { seconds: HEALTH_DEADLINE_MS / 1000 } };
  return { kind: 'enter', phase: 'swapping' };
}

function swap(row: Replacement, seen: Observed): ReplacementAction {
  if (!seen.new) return seen.old ? { kind: 'give_up', code: 'interrupted', params: {} } : { kind: 'enter', phase: 'failed' };
  if (seen.old) {
    if (row.oldWasRunning && !runs(seen.new)) return { kind: 'give_up', code: 'new_exited', params: { exitCode: seen.new.exitCode } };
    if (runs(seen.old)) return { kind: 'stop_old' };
    if (seen.old.name === row.containerName) return { kind: 'rename_old', name: oldNameFor(row.id) };
  }
  if (seen.new.name !== row.containerName) return { kind: 'rename_new', name: row.containerName };
  return seen.old ? { kind: 'remove_old' } : { kind: 'enter', phase: 'done' };
}

function restore(row: Replacement, seen: Observed): ReplacementAction {
  // Somebody else removed the old one: the new one is all there is, and stays.
  if (!seen.old) {
    if (seen.new && seen.new.name !== row.containerName) return { kind: 'rename_new', name: row.containerName };
    return { kind: 'enter', phase: 'failed' };
  }
  if (seen.new) return { kind: 'remove_new' };
  if (seen.old.name !== row.containerName) return { kind: 'rename_old', name: row.containerName };
  if (row.oldWasRunning && !runs(seen.old)) return { kind: 'start_old' };
  return { kind: 'enter', phase: 'failed' };
}
