import { accessErrors } from '../../errors';
import type { Scope } from '../../model/scope';
import { limitRate } from '../limit-rate';
import { ownAccountInBrowser } from '../own-account';
import { verifyPassword } from '../password';
import { findSession } from '../session.repo';
import type { UserRow } from '../user.repo';
import { factorsOf } from './factor.repo';
import { spendCode } from './spend-code';

export interface Proof {
  password?: string;
  passcode?: string;
}
const RECENT_MS = 10 * 60_000;

/** What a change of factors asks of this person. */
export async function proofOf(user: UserRow): Promise<'password' | 'passcode' | 'recent-sign-in'> {
  if (user.passwordHash) return 'password';
  // Who has passkeys alone has used one for a sign-in.
  return (await factorsOf(user.id)).totp ? 'passcode' : 'recent-sign-in';
}

/** A browser that was left open must not become a way to take the account for good: it is asked again who sits there. */
export async function proveAgain(scope: Scope, { password = '', passcode = '' }: Proof, now: Date): Promise<UserRow> {
  const user = await ownAccountInBrowser(scope);
  const asked = await proofOf(user);
  if (asked === 'password') {
    await limitRate(`password:${user.id}`, 10, 5 * 60_000);
    if (!(await verifyPassword(user.passwordHash, password))) throw accessErrors('wrong_password', {}, '$.password');
  } else if (asked === 'passcode') {
    if (!(await spendCode(user.id, passcode, now))) throw accessErrors('totp_wrong_code', {}, '$.passcode');
  } else {
    const session = scope.actor.sessionId ? await findSession(scope.actor.sessionId) : null;
    if (!session || now.getTime() - session.createdAt.getTime() > RECENT_MS) throw accessErrors('sign_in_again');
  }
  return user;
}
