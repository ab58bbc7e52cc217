import { sha256, unseal } from '@/lib/platform/server/seal';
import { isClockCode, plainCode } from '../../model/recovery-code';
import { limitRate } from '../limit-rate';
import { countFailure, forgetFailures, refuseLocked } from '../lock-out';
import { findTotp, spendRecoveryCode, spendStep } from './factor.repo';
import { stepOfCode } from './totp';

const PER_ACCOUNT = 10;
const WINDOW_MS = 5 * 60_000;

export const hashOfCode = (userId: string, code: string) => sha256(`recovery:${userId}:${plainCode(code)}`);

/** Uses up a code of the authenticator app or a recovery code; null when it is none. Guesses end in a lock of their own. */
export async function spendCode(userId: string, typed: string, now: Date): Promise<'totp' | 'recovery-code' | null> {
  const lock = `second-step:${userId}`;
  await limitRate(lock, PER_ACCOUNT, WINDOW_MS);
  await refuseLocked(lock, now);
  const used = await match(userId, plainCode(typed), now);
  if (used) await forgetFailures(lock);
  else await countFailure(lock, now);
  return used;
}

async function match(userId: string, plain: string, now: Date) {
  if (!isClockCode(plain)) return (await spendRecoveryCode(userId, hashOfCode(userId, plain), now)) ? 'recovery-code' : null;
  const factor = await findTotp(userId);
  if (!factor?.confirmedAt) return null;
  const step = stepOfCode(unseal(factor.secret), plain, now);
  return step !== null && (await spendStep(userId, step)) ? 'totp' : null;
}
