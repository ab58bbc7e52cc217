import { processState } from '@/lib/platform/server/process-state';

const LIVES_MS = 2_000;
const MOST_ENTRIES = 1_000;

interface State {
  found: Map<string, { at: number; value: Promise<unknown> }>;
  listeners: Set<() => void>;
}
const state = () => processState<State>('access-cache', () => ({ found: new Map(), listeners: new Set() }));

/**
 * Remembers who a session or token belongs to for two seconds, so that a page's burst of requests asks the database
 * once. What this process changes is forgotten at once ({@link accessChanged}); another process's change counts within
 * those two seconds. Misses are not kept.
 */
export function remembered<T>(key: string, load: () => Promise<T | null>, now = performance.now()): Promise<T | null> {
  const { found } = state();
  const known = found.get(key);
  if (known && now - known.at < LIVES_MS) return known.value as Promise<T | null>;
  if (found.size >= MOST_ENTRIES) found.clear();
  const entry = { at: now, value: load() as Promise<unknown> };
  found.set(key, entry);
  // Only this very entry: a change meanwhile has already dropped it, and a newer one may stand in its place.
  const forget = () => { if (found.get(key) === entry) found.delete(key); };
  entry.value.then((value) => { if (value === null) forget(); }, forget);
  return entry.value as Promise<T | null>;
}

/** Called after every write that takes something away from somebody: a revoked session or token, a role, an account. */
export function accessChanged(): void {
  state().found.clear();
  for (const listener of [...state().listeners]) listener();
}

/** For what outlives one request (streams, terminals): look again whether its owner may still. Returns how to stop. */
export function onAccessChange(listener: () => void): () => void {
  state().listeners.add(listener);
  return () => void state().listeners.delete(listener);
}
