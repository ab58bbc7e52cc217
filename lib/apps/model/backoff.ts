import type { Backoff } from '../spec';

/** When the next try is due after so many failures in a row, the last of them at `lastFailureMs`. */
export function nextTryMs(backoff: Backoff, failures: number, lastFailureMs: number): number {
  if (failures === 0) return lastFailureMs;
  return lastFailureMs + Math.min(backoff.maxSeconds, backoff.seconds * backoff.factor ** Math.min(failures - 1, 100)) * 1000;
}

/** Failures in a row, newest first: one that held for a while ends the row. */
export function failuresInARow(ended: readonly { failed: boolean; livedMs: number }[], heldMs: number): number {
  const firstGood = ended.findIndex(({ failed, livedMs }) => !failed || livedMs >= heldMs);
  return firstGood < 0 ? ended.length : firstGood;
}
