/** Every so many failures in a row the account is locked … */
export const FAILURES_PER_LOCK = 10;
const FIRST_LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 4 * 3_600_000;
/** Failures are forgotten after a day without a lock-out in which they were counted. */
export const FAILURE_WINDOW_MS = 24 * 3_600_000;

/** … for 15 min, then 30 min, 1 h, 2 h, 4 h. Zero: no lock follows from this failure. */
export function lockMsAfter(failures: number): number {
  if (failures <= 0 || failures % FAILURES_PER_LOCK !== 0) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** (failures / FAILURES_PER_LOCK - 1), LONGEST_LOCK_MS);
}
