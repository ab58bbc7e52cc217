import type { Permission } from '../endpoint';
import { processState } from './process-state';

/** What changed, told to every open screen that may see it. `data` must be JSON. */
export interface LiveEvent {
  kind: string;
  permission: Permission;
  data: unknown;
  /** A message that a later one with the same key makes needless (metrics, state); a slow reader gets only the last. */
  replaceKey?: string;
}

type Listener = (event: LiveEvent) => void;

const listeners = () => processState('live-bus', () => new Set<Listener>());

export function publishLive(event: LiveEvent): void {
  for (const listener of listeners()) listener(event);
}

export function subscribeLive(listener: Listener): () => void {
  listeners().add(listener);
  return () => listeners().delete(listener);
}
