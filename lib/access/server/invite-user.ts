import { accessErrors } from '../errors';
import { MEMBER, type AccountRole } from '../model/role-names';
import type { Scope } from '../model/scope';
import { createOneTimeLink } from './create-one-time-link';
import { refuseRoleBeyondOwn } from './manageable-user';
import { toUserDto } from './user-dto';
import { createUser } from './user.repo';

/** Makes an account that nobody can sign in to until its link, shown here only, was used to set a password. */
export async function inviteUser(scope: Scope, wish: { email: string; name: string; role: AccountRole }) {
  refuseRoleBeyondOwn(scope, wish.role);
  return invite(wish);
}

/** The same for somebody who holds nothing but what grants give. */
export const inviteMember = (who: { email: string; name: string }) => invite({ ...who, role: MEMBER });

async function invite(wish: { email: string; name: string; role: AccountRole }) {
  const user = await createUser({ ...wish, passwordHash: null });
  if (!user) throw accessErrors('email_taken', { email: wish.email }, '$.email');
  const { path, expiresAt } = await createOneTimeLink('invite', user.id);
  return { user: toUserDto(user, new Date()), link: { path, expiresAt: expiresAt.toISOString() } };
}
