import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import type { Permission } from '@/lib/platform/endpoint';
import { randomToken, sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { permissionsOf } from '../model/roles';
import type { Scope } from '../model/scope';
import { countLiveTokens, createApiToken } from './api-token.repo';
import { toTokenDto } from './list-tokens';
import { ownAccountInBrowser } from './own-account';
import { findOldestAdmin, findUserByEmail } from './user.repo';

const MOST_TOKENS = 100;
const DAY_MS = 86_400_000;

export interface NewToken {
  name: string;
  permissions: readonly Permission[];
  expiresInDays: number | null;
}

/** A token of the person's own, which holds no more than they do. The answer alone shows it. */
export async function createToken(scope: Scope, input: NewToken) {
  const user = await ownAccountInBrowser(scope);
  const missing = input.permissions.find((permission) => !scope.permissions.has(permission));
  if (missing) throw accessErrors('token_permission', { permission: missing }, '$.permissions');
  return makeToken(user.id, input);
}

/**
 * For `npm run token`: a token that acts for the account of `email`, or for the first admin. It asks nobody's leave,
 * because whoever can read the data folder holds every key already.
 */
export async function createTokenFromCommandLine(input: { name: string; email?: string; permissions?: readonly Permission[]; expiresInDays: number | null }) {
  const user = input.email ? await findUserByEmail(input.email) : await findOldestAdmin();
  if (!user || user.disabledAt) throw accessErrors('user_not_found');
  const made = await makeToken(user.id, { ...input, permissions: input.permissions ?? permissionsOf(user.role) });
  await recordAudit({ actorKind: 'system', actorId: null, actorName: 'npm run token', address: '', action: 'create-token-on-the-machine', target: made.name, outcome: 'ok', after: { for: user.email, permissions: made.permissions, expiresAt: made.expiresAt } });
  return { ...made, email: user.email };
}

async function makeToken(userId: string, { name, permissions, expiresInDays }: NewToken) {
  const now = new Date();
  if ((await countLiveTokens(userId, now)) >= MOST_TOKENS) throw accessErrors('token_limit', { most: MOST_TOKENS });
  const token = `gty_${randomToken()}`;
  const expiresAt = expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS);
  const row = await createApiToken({ userId, name, hash: sha256(token), prefix: token.slice(0, 10), permissions: [...new Set(permissions)], expiresAt });
  return { ...toTokenDto(row), token };
}
