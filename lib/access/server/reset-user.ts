import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { createOneTimeLink } from './create-one-time-link';
import { manageableUser } from './manageable-user';

/** A link to set a new password; for a person who never came, a new invite. The old password works until the link is used. */
export async function resetUser(scope: Scope, id: string) {
  const user = await manageableUser(scope, id);
  if (user.disabledAt) throw accessErrors('user_disabled', { email: user.email });
  const { path, expiresAt } = await createOneTimeLink(user.passwordHash ? 'reset' : 'invite', id);
  return { email: user.email, link: { path, expiresAt: expiresAt.toISOString() } };
}
