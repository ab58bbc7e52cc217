import type { z } from 'zod';
import type { tokenDto } from '../contract';
import type { Scope } from '../model/scope';
import { listApiTokens } from './api-token.repo';
import { ownAccount } from './own-account';

type TokenRow = Awaited<ReturnType<typeof listApiTokens>>[number];

export const toTokenDto = (row: TokenRow): z.output<typeof tokenDto> => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  permissions: row.permissions,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

export const listTokens = async (scope: Scope) => ({ items: (await listApiTokens((await ownAccount(scope)).id)).map(toTokenDto) });
