import { accessErrors } from '../errors';
import type { AccountRole } from '../model/role-names';
import type { Scope } from '../model/scope';
import { manageableUser, refuseRoleBeyondOwn } from './manageable-user';
import { toUserDto } from './user-dto';
import { changeUnlessLastAdmin, findUserById } from './user.repo';

/** Role and state count from the person's next request on; disabling also ends their sessions. */
export async function updateUser(scope: Scope, id: string, { role, disabled }: { role?: AccountRole; disabled?: boolean }) {
  const before = await manageableUser(scope, id);
  if (role) refuseRoleBeyondOwn(scope, role);
  const now = new Date();
  const disabledAt = disabled === undefined ? undefined : disabled ? (before.disabledAt ?? now) : null;
  if (!(await changeUnlessLastAdmin(id, { role, disabledAt }))) throw accessErrors('last_admin', { email: before.email });
  const after = await findUserById(id);
  if (!after) throw accessErrors('user_not_found');
  return { before: toUserDto(before, now), after: toUserDto(after, now) };
}
