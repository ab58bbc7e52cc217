import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { ownAccountInBrowser } from './own-account';
import { revokeSessions } from './session.repo';

export async function revokeOwnSession(scope: Scope, id: string): Promise<void> {
  const { count } = await revokeSessions((await ownAccountInBrowser(scope)).id, { id }, new Date());
  if (count === 0) throw accessErrors('session_not_found');
}

/** All but the one that asks. */
export async function revokeOtherSessions(scope: Scope): Promise<void> {
  await revokeSessions((await ownAccountInBrowser(scope)).id, { except: scope.actor.sessionId }, new Date());
}
