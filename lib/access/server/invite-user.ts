import { accessErrors } from '../errors';
import type { AccountRole } from '../model/role-names';
import type { Scope } from '../model/scope';
import { createOneTimeLink } from './create-one-time-link';
import { refuseRoleBeyondOwn } from './manageable-user';
import { toUserDto } from './user-dto';
import { createUser } from './user.repo';

/** Makes an account that nobody can sign in to until its link, shown here only, was used to set a password. */
export async function inviteUser(scope: Scope, { email, name, role }: { email: string; name: string; role: AccountRole }) {
  refuseRoleBeyondOwn(scope, role);
  const user = await createUser({ email, name, role, passwordHash: null });
  if (!user) throw accessErrors('email_taken', { email }, '$.email');
  const { path, expiresAt } = await createOneTimeLink('invite', user.id);
  return { user: toUserDto(user, new Date()), link: { path, expiresAt: expiresAt.toISOString() } };
}
