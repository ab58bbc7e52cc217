import { processState } from '@/lib/platform/server/process-state';
import { environmentErrors } from '../errors';
import type { Engine } from './engine';

const connected = () => processState('engines', () => new Map<string, Engine>());

/** Every connected engine, in the order of their names. */
export const allEngines = () => [...connected().values()].sort((a, b) => a.name.localeCompare(b.name));

export function engineById(id: string): Engine {
  const engine = connected().get(id);
  if (!engine) throw environmentErrors('not_found', { id });
  return engine;
}

/** For `environment.controller.ts` alone: it connects what the database lists. */
export const engineMap = connected;
