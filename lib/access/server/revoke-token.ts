import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { revokeApiToken } from './api-token.repo';
import { ownAccount } from './own-account';

export async function revokeToken(scope: Scope, id: string): Promise<{ name: string }> {
  const revoked = await revokeApiToken((await ownAccount(scope)).id, id, new Date());
  if (!revoked) throw accessErrors('token_not_found');
  return revoked;
}
