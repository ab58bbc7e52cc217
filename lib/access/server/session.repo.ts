import { db } from '@/lib/platform/server/db';
import { SESSION_IDLE_MS, SESSION_TOUCH_MS } from '../model/session-lifetime';
import { accessChanged } from './access-cache';
import { grantsOfUser, type HeldRow } from './held.repo';
import { SECOND_FACTOR_SETTING } from './second-factor/policy.repo';

export interface LiveSession {
  id: string;
  lastSeenAt: Date;
  userId: string;
  name: string;
  email: string;
  role: string;
  locale: string | null;
  grants: HeldRow[];
  /** The policy demands a second factor and there is none yet. */
  lacksSecondFactor: boolean;
}

const live = (now: Date) => ({ revokedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: new Date(now.getTime() - SESSION_IDLE_MS) } });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The live session with its user, or null when it was revoked, ran out or the account is disabled. One query: it is asked for each request. */
export async function findLiveSession(id: string, now: Date): Promise<LiveSession | null> {
  if (!UUID.test(id)) return null;
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const [row] = await db().$queryRaw<LiveSession[]>`
    select s.id::text, s."lastSeenAt", u.id::text as "userId", u.name, u.email, u.role, u.locale, ${grantsOfUser(now)} as grants,
      case p.value #>> '{}' when 'everyone' then true when 'admins' then u.role = 'admin' else false end
        and not exists (select 1 from "TotpFactor" f where f."userId" = u.id and f."confirmedAt" is not null)
        and not exists (select 1 from "Passkey" k where k."userId" = u.id) as "lacksSecondFactor"
    from "Session" s join "User" u on u.id = s."userId" left join "Setting" p on p.key = ${SECOND_FACTOR_SETTING}
    where s.id = ${id}::uuid and s."revokedAt" is null and s."expiresAt" > ${now} and s."lastSeenAt" > ${idleSince} and u."disabledAt" is null`;
  return row ?? null;
}

export async function touchSession(id: string, now: Date): Promise<void> {
  await db().session.updateMany({ where: { id, lastSeenAt: { lt: new Date(now.getTime() - SESSION_TOUCH_MS) } }, data: { lastSeenAt: now } });
}

export const createSession = (session: { userId: string; expiresAt: Date; address: string; userAgent: string }) => db().session.create({ data: session });

export const findSession = (id: string) => db().session.findUnique({ where: { id } });

export const listLiveSessions = (userId: string, now: Date) =>
  db().session.findMany({ where: { userId, ...live(now) }, orderBy: { lastSeenAt: 'desc' } });

/** Ends the user's sessions: one, or all but one, or all. */
export async function revokeSessions(userId: string, which: { id?: string; except?: string }, now: Date): Promise<{ count: number }> {
  const result = await db().session.updateMany({
    where: { userId, revokedAt: null, ...(which.id && { id: which.id }), ...(which.except && { id: { not: which.except } }) },
    data: { revokedAt: now },
  });
  accessChanged();
  return result;
}

/** A browser that signs in again leaves its former session behind. */
export async function revokeSession(id: string, now: Date): Promise<void> {
  if (!UUID.test(id)) return;
  await db().session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  accessChanged();
}

export const deleteSessionsEndedBefore = (moment: Date) =>
  db().session.deleteMany({ where: { OR: [{ expiresAt: { lt: moment } }, { revokedAt: { lt: moment } }, { lastSeenAt: { lt: new Date(moment.getTime() - SESSION_IDLE_MS) } }] } });
