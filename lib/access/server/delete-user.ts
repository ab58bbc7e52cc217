import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { manageableUser } from './manageable-user';
import { toUserDto } from './user-dto';
import { deleteUserUnlessLastAdmin } from './user.repo';

/** Sessions, tokens and links go with the account. */
export async function deleteUser(scope: Scope, id: string) {
  const user = await manageableUser(scope, id);
  if (!(await deleteUserUnlessLastAdmin(id))) throw accessErrors('last_admin', { email: user.email });
  return toUserDto(user, new Date());
}
