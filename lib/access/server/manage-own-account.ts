import type { Permission } from '@/lib/platform/endpoint';
import { randomToken, sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { permissionsOf } from '../model/roles';
import type { Scope } from '../model/scope';
import { createApiToken, listApiTokens, revokeApiToken } from './api-token.repo';
import { hashPassword, verifyPassword } from './password';
import { listLiveSessions, revokeSessions } from './session.repo';
import { changeUnlessLastAdmin, findUserById, setPassword } from './user.repo';

async function ownUser(scope: Scope) {
  const user = scope.actor.userId ? await findUserById(scope.actor.userId) : null;
  if (!user) throw accessErrors('signed_out');
  return user;
}

export async function getMe(scope: Scope) {
  const user = await ownUser(scope);
  return { id: user.id, email: user.email, name: user.name, role: user.role, permissions: [...scope.permissions] };
}

export async function renameMe(scope: Scope, name: string) {
  const user = await ownUser(scope);
  await changeUnlessLastAdmin(user.id, { name });
  return getMe(scope);
}

export async function changePassword(scope: Scope, currentPassword: string, newPassword: string): Promise<void> {
  const user = await ownUser(scope);
  if (!(await verifyPassword(user.passwordHash, currentPassword))) throw accessErrors('wrong_password', {}, '$.currentPassword');
  await setPassword(user.id, await hashPassword(newPassword, user.email, '$.newPassword'));
  await revokeSessions(user.id, { except: scope.actor.sessionId }, new Date());
}

export async function listSessions(scope: Scope) {
  const rows = await listLiveSessions((await ownUser(scope)).id, new Date());
  return {
    items: rows.map((row) => ({
      id: row.id, address: row.address, userAgent: row.userAgent, createdAt: row.createdAt.toISOString(), lastSeenAt: row.lastSeenAt.toISOString(), current: row.id === scope.actor.sessionId,
    })),
  };
}

/** Without an id: all but the one that asks. */
export async function revokeOwnSessions(scope: Scope, id?: string): Promise<void> {
  const { count } = await revokeSessions((await ownUser(scope)).id, id ? { id } : { except: scope.actor.sessionId }, new Date());
  if (id && count === 0) throw accessErrors('session_not_found');
}

type TokenRow = Awaited<ReturnType<typeof listApiTokens>>[number];
const toTokenDto = (row: TokenRow) => ({
  id: row.id, name: row.name, prefix: row.prefix, permissions: row.permissions, createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null, lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

export const listTokens = async (scope: Scope) => ({ items: (await listApiTokens((await ownUser(scope)).id)).map(toTokenDto) });

export async function createToken(scope: Scope, input: { name: string; permissions: Permission[]; expiresInDays: number | null }) {
  const user = await ownUser(scope);
  const missing = input.permissions.find((permission) => !scope.permissions.has(permission));
  if (missing) throw accessErrors('token_permission', { permission: missing }, '$.permissions');
  return makeToken(user.id, input);
}

/** For `npm run token`: whoever can read the data folder already holds every key; the token acts for an admin. */
export const createTokenForUser = async (user: { id: string; role: string }, name: string, expiresInDays: number | null) =>
  makeToken(user.id, { name, permissions: [...permissionsOf(user.role)], expiresInDays });

async function makeToken(userId: string, input: { name: string; permissions: Permission[]; expiresInDays: number | null }) {
  const token = `gty_${randomToken()}`;
  const expiresAt = input.expiresInDays === null ? null : new Date(Date.now() + input.expiresInDays * 86_400_000);
  const row = await createApiToken({ userId, name: input.name, hash: sha256(token), prefix: token.slice(0, 10), permissions: input.permissions, expiresAt });
  return { ...toTokenDto(row), token };
}

export async function revokeToken(scope: Scope, id: string): Promise<void> {
  const { count } = await revokeApiToken((await ownUser(scope)).id, id, new Date());
  if (count === 0) throw accessErrors('token_not_found');
}
