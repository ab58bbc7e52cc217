/** What is wanted of an app. */
export interface WantedApp {
  version: number;
  generation: number;
  /** 0 while suspended or being destroyed. */
  instances: number;
  /** Two instances cannot stand side by side (a fixed host port). */
  exclusive: boolean;
}

export type Readiness = 'ready' | 'starting' | 'failed' | 'missing';

/** One instance that was not ended. */
export interface ObservedInstance {
  id: string;
  slot: number;
  version: number;
  generation: number;
  readiness: Readiness;
}

export type AppAction = { kind: 'create'; slot: number } | { kind: 'remove'; id: string };

/** How many are made side by side where nothing has to be kept serving. */
const AT_ONCE = 10;

/**
 * The next actions towards what is wanted; none when it is reached or something must be waited for.
 *
 * Never more than wanted + 1 instances while old ones are replaced (wanted, when they exclude each other), and an old
 * one goes only while all new ones are ready, so that what served goes on serving.
 */
export function planApp(wanted: WantedApp, observed: readonly ObservedInstance[]): AppAction[] {
  const isCurrent = (one: ObservedInstance) => one.version === wanted.version && one.generation === wanted.generation;
  const gone = observed.filter((one) => one.readiness === 'missing');
  // A row whose container vanished holds its slot for nothing.
  if (gone.length > 0) return gone.map((one) => ({ kind: 'remove', id: one.id }));

  const current = observed.filter(isCurrent).sort((a, b) => a.slot - b.slot);
  const old = observed.filter((one) => !isCurrent(one)).sort((a, b) => rank(a) - rank(b) || b.slot - a.slot);
  const surplus = current.slice(wanted.instances);
  if (surplus.length > 0) return surplus.map((one) => ({ kind: 'remove', id: one.id }));
  if (old.length === 0) return freeSlots(observed, Math.min(AT_ONCE, wanted.instances - current.length)).map((slot) => ({ kind: 'create', slot }));
  if (wanted.instances === 0) return old.map((one) => ({ kind: 'remove', id: one.id }));

  // Old ones that serve nobody stand in no one's way but their own.
  const dead = old.find((one) => one.readiness === 'failed');
  if (dead) return [{ kind: 'remove', id: dead.id }];
  const total = observed.length;
  const most = wanted.instances + (wanted.exclusive ? 0 : 1);
  if (total > most) return [{ kind: 'remove', id: old[0]!.id }];
  if (current.some((one) => one.readiness !== 'ready')) return [];
  if (current.length < wanted.instances && total < most) return freeSlots(observed, 1).map((slot) => ({ kind: 'create', slot }));
  return [{ kind: 'remove', id: old[0]!.id }];
}

/** The least useful first. */
const rank = (one: ObservedInstance) => ({ failed: 0, missing: 0, starting: 1, ready: 2 })[one.readiness];

function freeSlots(observed: readonly ObservedInstance[], count: number): number[] {
  const taken = new Set(observed.map((one) => one.slot));
  const free: number[] = [];
  for (let slot = 1; free.length < count; slot++) if (!taken.has(slot)) free.push(slot);
  return free;
}

/** Whether nothing is left to do or to wait for. */
export const isReached = (wanted: WantedApp, observed: readonly ObservedInstance[]) =>
  planApp(wanted, observed).length === 0 &&
  observed.length === wanted.instances &&
  observed.every((one) => one.version === wanted.version && one.generation === wanted.generation && one.readiness === 'ready');
