import { decode } from 'next-auth/jwt';
import { config } from '@/lib/platform/server/config';

type Headers = { get(name: string): string | null };
type Cookies = { get(name: string): { value: string } | undefined };

/** Whether the browser came over https. Only a trusted proxy's word gets here: server.ts drops the header otherwise. */
export const isSecure = (headers: Headers) => headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';

/** `__Secure-` binds the cookie to https, so that a page served over http on the same host cannot plant one. */
export const sessionCookieName = (secure: boolean) => `${secure ? '__Secure-' : ''}next-auth.session-token`;

/** The session row that the request's cookie names; says nothing yet about whether that session lives. */
export async function readSessionId(cookies: Cookies, headers: Headers): Promise<string | null> {
  const token = cookies.get(sessionCookieName(isSecure(headers)))?.value;
  if (!token) return null;
  const jwt = await decode({ token, secret: config.secret }).catch(() => null);
  return typeof jwt?.sid === 'string' ? jwt.sid : null;
}
