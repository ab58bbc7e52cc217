import { processState } from '@/lib/platform/server/process-state';

/** However it came about, what is older than this is read again. */
const MOST_AGE_MS = 500;

interface Cached<T> {
  at: number;
  reading: Promise<T> | undefined;
}
const cache = () => processState<Cached<unknown>>('apps-cache', () => ({ at: 0, reading: undefined }));

/** Something of an app was written: the next reader asks the store. */
export function forgetApps(): void {
  cache().reading = undefined;
}

/** Many readers at one moment share one reading, and so do readers shortly after it while nothing is written. */
export function sharedApps<T>(read: () => Promise<T>): Promise<T> {
  const state = cache() as Cached<T>;
  if (state.reading && performance.now() - state.at < MOST_AGE_MS) return state.reading;
  const reading = read();
  Object.assign(state, { at: performance.now(), reading });
  // A failure is nobody else's answer.
  reading.catch(() => { if (state.reading === reading) state.reading = undefined; });
  return reading;
}
