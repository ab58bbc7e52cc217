import { processState } from './process-state';

type Lifecycle = { state: 'starting' } | { state: 'ready' } | { state: 'failed'; error: unknown };

/** How far the start of this process's controllers is. */
export const lifecycle = () => processState<{ current: Lifecycle }>('lifecycle', () => ({ current: { state: 'starting' } }));

/** What the launcher prints once the controllers run. */
export const startup = () => processState<{ setupPath: string | null }>('startup', () => ({ setupPath: null }));
