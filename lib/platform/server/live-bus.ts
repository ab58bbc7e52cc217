import { randomUUID } from 'node:crypto';
import type { Permission } from '../endpoint';
import { processState } from './process-state';

/** What changed, told to every open screen that may see it. `data` must be JSON. */
export interface LiveEvent {
  kind: string;
  permission: Permission;
  data: unknown;
  /** The app or group that it concerns, `somewhere` for what everybody with the permission may see; left out: the whole console. */
  on?: string;
  /** What is left of `data` for who may see only some places; undefined: nothing. */
  narrow?: (maySee: (permission: Permission, path: string | null) => boolean) => unknown;
  /** A message that a later one with the same key makes needless (metrics, state); a slow reader gets only the last. */
  replaceKey?: string;
}

/** An event as it goes over the wire: made into text once, however many read it. */
export interface LiveMessage {
  seq: number;
  permission: Permission;
  /** Messages with the same key replace each other. */
  key: string;
  text: string;
  event: Pick<LiveEvent, 'kind' | 'permission' | 'on' | 'narrow'>;
}

type Listener = (event: LiveEvent, message: LiveMessage) => void;

/** A reader that was away for less than this is told what it missed; others read everything again. */
const MOST_KEPT = 2_000;
const MOST_KEPT_CHARS = 8 << 20;

const bus = () => processState('live-bus', () => ({ epoch: randomUUID(), seq: 0, listeners: new Set<Listener>(), kept: new Map<string, LiveMessage>(), keptChars: 0, forgottenSeq: 0 }));

export function publishLive(event: LiveEvent): void {
  const state = bus();
  const seq = ++state.seq;
  const message = { seq, permission: event.permission, key: event.replaceKey ?? `#${seq}`, text: JSON.stringify({ kind: event.kind, data: event.data }), event };
  keep(message);
  for (const listener of state.listeners) listener(event, message);
}

export function subscribeLive(listener: Listener): () => void {
  const { listeners } = bus();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The moment after message `seq`, in a form that a reader can come back with. */
export const positionAt = (seq: number) => `${bus().epoch}.${seq}`;
/** Now: whoever reads something after this, and follows the stream from here, misses no change of it. */
export const livePosition = () => positionAt(bus().seq);

/** What was told since `position`, oldest first; undefined where that is not known any more. */
export function missedSince(position: string): LiveMessage[] | undefined {
  const { epoch, seq, kept, forgottenSeq } = bus();
  const after = position.startsWith(`${epoch}.`) ? Number(position.slice(epoch.length + 1)) : NaN;
  if (!Number.isInteger(after) || after < forgottenSeq || after > seq) return undefined;
  return [...kept.values()].filter((message) => message.seq > after);
}

function keep(message: LiveMessage): void {
  const state = bus();
  const forget = (old: LiveMessage) => {
    state.kept.delete(old.key);
    state.keptChars -= old.text.length;
  };
  const replaced = state.kept.get(message.key);
  if (replaced) forget(replaced);
  state.kept.set(message.key, message);
  state.keptChars += message.text.length;
  for (const oldest of state.kept.values()) {
    if (state.kept.size <= MOST_KEPT && state.keptChars <= MOST_KEPT_CHARS) break;
    forget(oldest);
    state.forgottenSeq = oldest.seq;
  }
}
