import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { isAppError } from '@/lib/platform/errors';
import { accessErrors } from '../errors';
import { limitRate } from './limit-rate';
import { verifyPassword } from './password';
import { createSession } from './session.repo';
import { countFailedSignIn, findUserByEmail, noteSignIn } from './user.repo';

const SESSION_MS = 7 * 24 * 3_600_000;
const LOCK_AT = 10;
const LOCK_MS = 15 * 60_000;
const PER_ADDRESS = 30;
const PER_ACCOUNT = 15;
const WINDOW_MS = 5 * 60_000;

export interface SignInAttempt {
  email: string;
  password: string;
  address: string;
  userAgent: string;
}

/**
 * Checks the password and opens a session. An unknown account, a wrong password and a disabled account get the same
 * answer after the same work, so that nobody learns who has an account.
 */
export async function signIn(attempt: SignInAttempt): Promise<{ sessionId: string; userId: string }> {
  const entry = { actorKind: 'anonymous', actorId: null, actorName: attempt.email.slice(0, 254), address: attempt.address, action: 'sign-in', target: attempt.email.slice(0, 254) };
  try {
    const opened = await open(attempt);
    await recordAudit({ ...entry, actorKind: 'user', actorId: opened.userId, outcome: 'ok' });
    return opened;
  } catch (error) {
    await recordAudit({ ...entry, outcome: isAppError(error) ? error.code : 'error' });
    throw error;
  }
}

async function open({ email, password, address, userAgent }: SignInAttempt) {
  await limitRate(`sign-in:address:${address}`, PER_ADDRESS, WINDOW_MS);
  await limitRate(`sign-in:account:${email.trim().toLowerCase().slice(0, 254)}`, PER_ACCOUNT, WINDOW_MS);
  const user = await findUserByEmail(email);
  const now = new Date();
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  if (user?.lockedUntil && user.lockedUntil > now) {
    throw accessErrors('account_locked', { minutes: Math.ceil((user.lockedUntil.getTime() - now.getTime()) / 60_000) });
  }
  if (!user || !right || user.disabledAt) {
    if (user) await countFailedSignIn(user.id, LOCK_AT, new Date(now.getTime() + LOCK_MS));
    throw accessErrors('wrong_credentials');
  }
  await noteSignIn(user.id, now);
  const session = await createSession({ userId: user.id, expiresAt: new Date(now.getTime() + SESSION_MS), address, userAgent: userAgent.slice(0, 300) });
  return { sessionId: session.id, userId: user.id };
}
