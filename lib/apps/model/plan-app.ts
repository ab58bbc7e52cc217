import type { Rollout } from './rollout';

/** What is wanted of an app. */
export interface WantedApp {
  version: number;
  generation: number;
  /** 0 while suspended or being destroyed. */
  instances: number;
  /** What was wanted before the deployment under way, if that was something. */
  previous: { version: number; generation: number } | null;
}

/** `draining`: about to go, and still busy with what it has begun. */
export type Readiness = 'ready' | 'starting' | 'failed' | 'missing' | 'draining';

/** One instance that was not ended, and that is not kept warm for a switch back. */
export interface ObservedInstance {
  id: string;
  slot: number;
  version: number;
  generation: number;
  /** When it was made, for the choice of whom to stop. */
  createdMs?: number;
  readiness: Readiness;
}

export type AppAction = { kind: 'create'; slot: number; of: 'wanted' | 'previous' } | { kind: 'remove'; id: string };

/** How many are made side by side. */
const AT_ONCE = 10;

export const isOf = (wanted: Pick<WantedApp, 'version' | 'generation'>) => (one: Pick<ObservedInstance, 'version' | 'generation'>) => one.version === wanted.version && one.generation === wanted.generation;

/**
 * The next actions towards what is wanted; none when it is reached or something must be waited for. Acting on them never
 * brings more than `rollout.maxTotal` instances, and never takes a ready one while no more than `rollout.minReady` are.
 */
export function planApp(wanted: WantedApp, observed: readonly ObservedInstance[], rollout: Rollout): AppAction[] {
  const gone = observed.filter((one) => one.readiness === 'missing');
  // A row whose container vanished holds its slot for nothing.
  if (gone.length > 0) return removals(gone);
  const staying = observed.filter((one) => one.readiness !== 'draining');
  if (wanted.instances === 0) return removals(staying);

  const order = leastUsefulLast(rollout.oldestFirst ?? false);
  const current = staying.filter(isOf(wanted)).sort(order);
  const old = staying.filter((one) => !isOf(wanted)(one)).sort(order);
  const surplus = current.slice(rollout.current);
  if (surplus.length > 0) return removals(surplus);
  // What drains still has what it will not share.
  if (rollout.stopFirst && staying.length < observed.length) return removals(old);
  if (rollout.stopFirst && old.length > 0) return removals(old);

  const room = Math.min(AT_ONCE, rollout.maxTotal - observed.length);
  const creates = freeSlots(observed, Math.min(room, rollout.current - current.length)).map((slot) => ({ kind: 'create', slot, of: 'wanted' }) as const);
  // What is still wanted of the old set is kept whole while the new one waits.
  const lost = creates.length === 0 && current.length === rollout.current ? wanted.instances - observed.length : 0;
  const replaced = wanted.previous && old.length < rollout.keepOld ? freeSlots(observed, Math.min(room, lost)).map((slot) => ({ kind: 'create', slot, of: 'previous' }) as const) : [];
  return [...removals(replaceable(old, observed, rollout)), ...creates, ...replaced];
}

/** Of the old set, what may go now: those that serve nobody, and as many others as are ready beyond the minimum. */
function replaceable(old: readonly ObservedInstance[], observed: readonly ObservedInstance[], rollout: Rollout): ObservedInstance[] {
  const mayGo = Math.max(0, old.length - rollout.keepOld);
  const idle = old.filter((one) => one.readiness !== 'ready').slice(0, mayGo);
  const ready = observed.filter((one) => one.readiness === 'ready').length;
  const spare = Math.max(0, Math.min(mayGo - idle.length, ready - rollout.minReady));
  const serving = old.filter((one) => one.readiness === 'ready').reverse().slice(0, spare);
  return [...idle, ...serving];
}

const removals = (instances: readonly ObservedInstance[]): AppAction[] => instances.map((one) => ({ kind: 'remove', id: one.id }));

const USE: Record<Readiness, number> = { ready: 0, starting: 1, failed: 2, missing: 3, draining: 4 };
const leastUsefulLast = (oldestFirst: boolean) => (a: ObservedInstance, b: ObservedInstance) =>
  USE[a.readiness] - USE[b.readiness] || ((a.createdMs ?? 0) - (b.createdMs ?? 0)) * (oldestFirst ? -1 : 1) || a.slot - b.slot;

function freeSlots(observed: readonly ObservedInstance[], count: number): number[] {
  const taken = new Set(observed.map((one) => one.slot));
  const free: number[] = [];
  for (let slot = 1; free.length < count; slot++) if (!taken.has(slot)) free.push(slot);
  return free;
}

/** Whether nothing is left to do or to wait for. */
export const isReached = (wanted: WantedApp, observed: readonly ObservedInstance[]) =>
  observed.length === wanted.instances && observed.every((one) => isOf(wanted)(one) && one.readiness === 'ready');
