import { encode } from 'next-auth/jwt';
import { LOCALE_COOKIE } from '@/lib/messages';
import { config } from '@/lib/platform/server/config';
import { SESSION_MAX_AGE_MS } from '../model/session-lifetime';
import type { OpenedSession } from './open-session';
import { sessionCookieName } from './session-cookie';

const MAX_AGE_S = SESSION_MAX_AGE_MS / 1000;

/** The cookies of a session as next-auth sets them, for a sign-in that does not end in its form. */
export async function sessionCookies({ userId, sessionId, locale }: OpenedSession, secure: boolean): Promise<string[]> {
  const token = await encode({ token: { sub: userId, sid: sessionId }, secret: config.secret, maxAge: MAX_AGE_S });
  return [
    `${sessionCookieName(secure)}=${token}; Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
    ...(locale ? [`${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`] : []),
  ];
}
