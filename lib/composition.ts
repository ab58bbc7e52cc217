import { processState } from './platform/server/process-state';

type Lifecycle = { state: 'starting' } | { state: 'ready' } | { state: 'failed'; error: unknown };
const lifecycle = () => processState<{ current: Lifecycle; started?: Promise<void> }>('lifecycle', () => ({ current: { state: 'starting' } }));

/** What `GET /api/health` tells. */
export const readiness = () => lifecycle().current.state;

/** Starts every controller once per process, lowest slice first. */
export function startControllers(): Promise<void> {
  return (lifecycle().started ??= start().then(
    () => void (lifecycle().current = { state: 'ready' }),
    (error: unknown) => {
      lifecycle().current = { state: 'failed', error };
      throw error;
    },
  ));
}

async function start(): Promise<void> {}
