import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { limitRate } from './limit-rate';
import { ownAccountInBrowser } from './own-account';
import { hashPassword, verifyPassword } from './password';
import { setPassword } from './user.repo';

/** All other sessions of the person end: whoever had the old password is out. */
export async function changePassword(scope: Scope, currentPassword: string, newPassword: string): Promise<void> {
  const user = await ownAccountInBrowser(scope);
  // A session that was left open must not become a way to guess the password.
  await limitRate(`password:${user.id}`, 10, 5 * 60_000);
  if (!(await verifyPassword(user.passwordHash, currentPassword))) throw accessErrors('wrong_password', {}, '$.currentPassword');
  if (currentPassword === newPassword) throw accessErrors('password_unchanged', {}, '$.newPassword');
  await setPassword(user.id, await hashPassword(newPassword, user.email, '$.newPassword'), scope.actor.sessionId, new Date());
}
