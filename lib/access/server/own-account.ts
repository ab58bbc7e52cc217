import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { findUserById, type UserRow } from './user.repo';

/** The account behind the request, whether a browser or a token sent it. */
export async function ownAccount(scope: Scope): Promise<UserRow> {
  const user = scope.actor.userId ? await findUserById(scope.actor.userId) : null;
  if (!user) throw accessErrors('signed_out');
  return user;
}

/**
 * The same for what only the person may do. A token must not outlive itself: with it nobody makes further tokens,
 * changes the password or ends sessions.
 */
export async function ownAccountInBrowser(scope: Scope): Promise<UserRow> {
  if (scope.actor.kind !== 'user') throw accessErrors('browser_only');
  return ownAccount(scope);
}
