import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { revokeSessions } from './session.repo';
import { findUserById } from './user.repo';

/** Ends the session's row; the cookie that names it is worth nothing from then on, wherever a copy of it is. */
export async function signOut(userId: string, sessionId: string, address: string): Promise<void> {
  const { count } = await revokeSessions(userId, { id: sessionId }, new Date());
  if (count === 0) return;
  const user = await findUserById(userId);
  const email = user?.email ?? '';
  await recordAudit({ actorKind: 'user', actorId: userId, actorName: email, address, action: 'sign-out', target: email, outcome: 'ok' });
}
