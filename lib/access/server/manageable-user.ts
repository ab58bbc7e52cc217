import { accessErrors } from '../errors';
import { permissionsOf } from '../model/roles';
import { may, type Scope } from '../model/scope';
import { findUserById, type UserRow } from './user.repo';

/** Nobody gives, takes or resets what they do not hold themselves: a token with `user:manage` alone makes no admin. */
export function refuseRoleBeyondOwn(scope: Scope, role: string): void {
  const missing = permissionsOf(role).find((permission) => !may(scope, permission, '/'));
  if (missing) throw accessErrors('role_beyond_own', { role, permission: missing });
}

export async function manageableUser(scope: Scope, id: string): Promise<UserRow> {
  const user = await findUserById(id);
  if (!user) throw accessErrors('user_not_found');
  refuseRoleBeyondOwn(scope, user.role);
  return user;
}
