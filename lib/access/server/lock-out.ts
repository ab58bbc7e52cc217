import { sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { FAILURE_WINDOW_MS, lockMsAfter } from '../model/lock-out';
import { countInWindow, dropWindows, openWindow, windowLeftMs } from './rate-limit.repo';

// Kept by e-mail, whether or not there is such an account: a lock that only accounts have would tell who has one.
const failuresKey = (email: string) => `sign-in:failures:${sha256(email)}`;
const lockKey = (email: string) => `sign-in:lock:${sha256(email)}`;

export async function refuseLocked(email: string, now: Date): Promise<void> {
  const leftMs = await windowLeftMs(lockKey(email), now);
  if (leftMs > 0) throw accessErrors('account_locked', { minutes: Math.ceil(leftMs / 60_000), seconds: Math.ceil(leftMs / 1000) });
}

/** Counts a failed sign-in and returns until when the account is locked by it, if it is. */
export async function countFailure(email: string, now: Date): Promise<Date | null> {
  const { count } = await countInWindow(failuresKey(email), FAILURE_WINDOW_MS);
  const lockMs = lockMsAfter(count);
  if (lockMs === 0) return null;
  const until = new Date(now.getTime() + lockMs);
  await openWindow(lockKey(email), until);
  return until;
}

export const forgetFailures = (email: string) => dropWindows([failuresKey(email), lockKey(email)]);
