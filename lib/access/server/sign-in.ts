import { sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { limitRate } from './limit-rate';
import { findInDirectories } from './ldap/sign-in-by-directory';
import { countFailure, forgetFailures, refuseLocked } from './lock-out';
import { auditSignIn, type Browser, type OpenedSession, openSessionOrAskFurther } from './open-session';
import { verifyPassword } from './password';
import { uncountInWindow } from './rate-limit.repo';
import { findUserByEmail, noteFailedSignIn, normalEmail, type UserRow } from './user.repo';

const WINDOW_MS = 5 * 60_000;
const PER_ADDRESS = 40;
const PER_ACCOUNT = 15;
const LONGEST_PASSWORD = 1024;

export interface SignInAttempt extends Browser {
  email: string;
  password: string;
}

/**
 * Checks the password, here and then in the directories, and opens a session or asks for the second step. An unknown account, a wrong password and a
 * disabled account get the same answer after the same work, so that nobody learns who has an account.
 */
export async function signIn({ password, ...attempt }: SignInAttempt): Promise<OpenedSession> {
  // Postgres keeps no NUL, and no account has a control character in its name.
  const email = normalEmail(attempt.email).slice(0, 254).replace(/\p{Cc}/gu, '\uFFFD');
  return auditSignIn(email, attempt, async () => {
    const now = new Date();
    const { user, by } = await checkPassword(email, password.slice(0, LONGEST_PASSWORD), attempt.address, now);
    return { user, by, opened: await openSessionOrAskFurther(user, attempt, now) };
  });
}

async function checkPassword(email: string, password: string, address: string, now: Date): Promise<{ user: UserRow; by: string }> {
  const limits = [`sign-in:address:${address}`, `sign-in:account:${sha256(email)}`] as const;
  await limitRate(limits[0], PER_ADDRESS, WINDOW_MS);
  await limitRate(limits[1], PER_ACCOUNT, WINDOW_MS);
  await refuseLocked(email, now);
  const user = await findUserByEmail(email);
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  const found = user && right && !user.disabledAt ? { user, by: 'password' } : await findInDirectories(email, password, now);
  if (found === 'nobody' || found === 'unreachable') {
    const lockedUntil = await countFailure(email, now);
    if (user) await noteFailedSignIn(user.id, lockedUntil);
    throw accessErrors(found === 'nobody' ? 'wrong_credentials' : 'directory_unreachable');
  }
  await forgetFailures(email);
  // An office behind one address signs in at nine; only failures are held against it.
  await Promise.all(limits.map(uncountInWindow));
  return found;
}
