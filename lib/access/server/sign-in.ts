import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { isAppError } from '@/lib/platform/errors';
import { sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { SESSION_MAX_AGE_MS } from '../model/session-lifetime';
import { limitRate } from './limit-rate';
import { countFailure, forgetFailures, refuseLocked } from './lock-out';
import { verifyPassword } from './password';
import { uncountInWindow } from './rate-limit.repo';
import { mayRecordRefusal } from './refusal-budget';
import { createSession, revokeSession } from './session.repo';
import { findUserByEmail, noteFailedSignIn, normalEmail, noteSignIn } from './user.repo';

const WINDOW_MS = 5 * 60_000;
const PER_ADDRESS = 40;
const PER_ACCOUNT = 15;
const LONGEST_PASSWORD = 1024;

export interface SignInAttempt {
  email: string;
  password: string;
  address: string;
  userAgent: string;
  /** The session this browser had so far; a new one takes its place. */
  replaces: string | null;
}

export interface OpenedSession {
  sessionId: string;
  userId: string;
  locale: string | null;
}

/**
 * Checks the password and opens a session. An unknown account, a wrong password and a disabled account get the same
 * answer after the same work, so that nobody learns who has an account.
 */
export async function signIn(attempt: SignInAttempt): Promise<OpenedSession> {
  const email = normalEmail(attempt.email).slice(0, 254);
  const entry = { actorKind: 'anonymous', actorId: null, actorName: email, address: attempt.address, action: 'sign-in', target: email };
  try {
    const opened = await open({ ...attempt, email });
    await recordAudit({ ...entry, actorKind: 'user', actorId: opened.userId, outcome: 'ok' });
    return opened;
  } catch (error) {
    if (mayRecordRefusal()) await recordAudit({ ...entry, outcome: isAppError(error) ? error.code : 'error' });
    throw error;
  }
}

async function open({ email, password, address, userAgent, replaces }: SignInAttempt): Promise<OpenedSession> {
  const limits = [`sign-in:address:${address}`, `sign-in:account:${sha256(email)}`] as const;
  await limitRate(limits[0], PER_ADDRESS, WINDOW_MS);
  await limitRate(limits[1], PER_ACCOUNT, WINDOW_MS);
  const now = new Date();
  await refuseLocked(email, now);
  const user = await findUserByEmail(email);
  const right = await verifyPassword(user?.passwordHash ?? null, password.slice(0, LONGEST_PASSWORD));
  if (!user || !right || user.disabledAt) {
    const lockedUntil = await countFailure(email, now);
    if (user) await noteFailedSignIn(user.id, lockedUntil);
    throw accessErrors('wrong_credentials');
  }
  await forgetFailures(email);
  // An office behind one address signs in at nine; only failures are held against it.
  await Promise.all(limits.map(uncountInWindow));
  await noteSignIn(user.id, now);
  if (replaces) await revokeSession(replaces, now);
  const session = await createSession({ userId: user.id, expiresAt: new Date(now.getTime() + SESSION_MAX_AGE_MS), address, userAgent: userAgent.slice(0, 300) });
  return { sessionId: session.id, userId: user.id, locale: user.locale };
}
