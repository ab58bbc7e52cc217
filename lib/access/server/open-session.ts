import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { isAppError } from '@/lib/platform/errors';
import { accessErrors } from '../errors';
import { SESSION_MAX_AGE_MS } from '../model/session-lifetime';
import { mayRecordRefusal } from './refusal-budget';
import { factorsOf } from './second-factor/factor.repo';
import { sealTicket } from './second-factor/ticket';
import { createSession, revokeSession } from './session.repo';
import { noteSignIn, type UserRow } from './user.repo';

export interface Browser {
  address: string;
  userAgent: string;
  /** The session this browser had so far; a new one takes its place. */
  replaces: string | null;
}

export interface OpenedSession {
  sessionId: string;
  userId: string;
  locale: string | null;
}

/** For who has proved enough. */
export async function openSession(user: UserRow, { address, userAgent, replaces }: Browser, now: Date): Promise<OpenedSession> {
  await noteSignIn(user.id, now);
  if (replaces) await revokeSession(replaces, now);
  const session = await createSession({ userId: user.id, expiresAt: new Date(now.getTime() + SESSION_MAX_AGE_MS), address, userAgent: userAgent.slice(0, 300) });
  return { sessionId: session.id, userId: user.id, locale: user.locale };
}

/** After the first proof. Who has a second factor gets no session yet, but a ticket to the second step. */
export async function openSessionOrAskFurther(user: UserRow, browser: Browser, now: Date): Promise<OpenedSession> {
  const { totp, passkeys } = await factorsOf(user.id);
  if (!totp && passkeys === 0) return openSession(user, browser, now);
  throw accessErrors('second_step', { ticket: sealTicket('second-step', { userId: user.id }, now), passkeys });
}

/** Writes down who came in and by what, or why they did not. */
export async function auditSignIn(name: string, { address }: Browser, work: () => Promise<{ user: UserRow; by: string; opened: OpenedSession }>): Promise<OpenedSession> {
  const entry = { actorKind: 'anonymous', actorId: null, actorName: name, address, action: 'sign-in', target: name };
  try {
    const { user, by, opened } = await work();
    await recordAudit({ ...entry, actorKind: 'user', actorId: user.id, actorName: user.email, target: user.email, outcome: 'ok', after: { by } });
    return opened;
  } catch (error) {
    if (mayRecordRefusal()) await recordAudit({ ...entry, outcome: isAppError(error) ? error.code : 'error' });
    throw error;
  }
}
