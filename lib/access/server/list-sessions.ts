import type { Scope } from '../model/scope';
import { ownAccount } from './own-account';
import { listLiveSessions } from './session.repo';

export async function listSessions(scope: Scope) {
  const rows = await listLiveSessions((await ownAccount(scope)).id, new Date());
  return {
    items: rows.map((row) => ({
      id: row.id,
      address: row.address,
      userAgent: row.userAgent,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      current: row.id === scope.actor.sessionId,
    })),
  };
}
