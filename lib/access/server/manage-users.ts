import { accessErrors } from '../errors';
import type { Role } from '../model/roles';
import { isRole } from '../model/roles';
import { createOneTimeLink } from './create-link';
import { changeUnlessLastAdmin, createUser, deleteUserUnlessLastAdmin, findUserByEmail, findUserById, listUsers as readUsers } from './user.repo';

type UserRow = Awaited<ReturnType<typeof readUsers>>[number];

const toUserDto = (row: UserRow) => ({
  id: row.id, email: row.email, name: row.name, role: isRole(row.role) ? row.role : ('viewer' as const),
  state: row.disabledAt ? ('disabled' as const) : !row.passwordHash ? ('invited' as const) : row.lockedUntil && row.lockedUntil > new Date() ? ('locked' as const) : ('active' as const),
  createdAt: row.createdAt.toISOString(), lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
});

export async function listUsers() {
  const items = (await readUsers()).map(toUserDto);
  return { items, total: items.length };
}

export async function inviteUser(input: { email: string; name: string; role: Role }) {
  if (await findUserByEmail(input.email)) throw accessErrors('email_taken', { email: input.email }, '$.email');
  const user = await createUser({ ...input, passwordHash: null });
  const link = await createOneTimeLink('invite', user.id);
  return { user: toUserDto(user), link: toLinkDto(link) };
}

export async function resetUser(id: string) {
  const user = await needUser(id);
  return toLinkDto(await createOneTimeLink(user.passwordHash ? 'reset' : 'invite', id));
}

export async function updateUser(id: string, actorUserId: string | undefined, change: { role?: Role; disabled?: boolean }) {
  const before = toUserDto(await needUser(id));
  if (id === actorUserId && change.disabled) throw accessErrors('own_account');
  const data = { ...(change.role && { role: change.role }), ...(change.disabled !== undefined && { disabledAt: change.disabled ? new Date() : null }) };
  if (!(await changeUnlessLastAdmin(id, data))) throw accessErrors('last_admin');
  return { before, after: toUserDto(await needUser(id)) };
}

export async function deleteUser(id: string, actorUserId: string | undefined) {
  const user = toUserDto(await needUser(id));
  if (id === actorUserId) throw accessErrors('own_account');
  if (!(await deleteUserUnlessLastAdmin(id))) throw accessErrors('last_admin');
  return user;
}

async function needUser(id: string) {
  const user = await findUserById(id);
  if (!user) throw accessErrors('user_not_found', { id });
  return user;
}

const toLinkDto = (link: { path: string; expiresAt: Date }) => ({ path: link.path, expiresAt: link.expiresAt.toISOString() });

