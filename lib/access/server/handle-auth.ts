import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { LOCALE_COOKIE } from '@/lib/messages';
import { platformErrors } from '@/lib/platform/errors';
import { accessErrors } from '../errors';
import { authOptions } from './auth-options';
import { clientAddress } from './authenticate';
import { refuseCrossSite } from './define-route';
import { openByForm } from './open-by-form';
import type { OpenedSession } from './open-session';
import { problemResponse, requestLocale } from './problem';
import { readBodyText } from './read-json-body';
import { isSecure, readSessionId } from './session-cookie';
import { signOut } from './sign-out';

const MAX_BODY_BYTES = 16 * 1024;
/** The actions of next-auth that the console uses; its built-in pages are not among them. */
const ACTIONS = new Set(['GET csrf', 'POST callback/credentials', 'POST signout']);

type Context = { params: Promise<{ nextauth: string[] }> };
type Handler = (request: Request, context: Context) => Promise<Response>;

/** next-auth behind the same rules as the API: same site, bounded body, problem details in the reader's language. */
export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  try {
    const action = (await context.params).nextauth.join('/');
    if (!ACTIONS.has(`${request.method} ${action}`)) throw platformErrors('not_found', { path: request.nextUrl.pathname });
    if (request.method === 'POST') refuseCrossSite(request);
    return await run(request, context, action);
  } catch (error) {
    return problemResponse(error, requestLocale(request));
  }
}

async function run(request: NextRequest, context: Context, action: string): Promise<Response> {
  const outcome: { opened?: OpenedSession; error?: unknown } = {};
  const replaces = request.method === 'POST' ? await readSessionId(request.cookies, request.headers) : null;
  const options = authOptions({
    secure: isSecure(request.headers),
    async open(fields) {
      try {
        return (outcome.opened = await openByForm(fields, { address: clientAddress(request), userAgent: request.headers.get('user-agent') ?? '', replaces }));
      } catch (error) {
        outcome.error = error;
        throw error;
      }
    },
    close: (userId, sessionId) => signOut(userId, sessionId, clientAddress(request)),
  });
  const handler = NextAuth(options) as Handler;
  const answer = await handler(request.method === 'POST' ? await withBoundedBody(request) : request, context);
  if (action === 'csrf' || action === 'signout') return answer;
  if (outcome.error) throw outcome.error;
  // next-auth asked nobody: its CSRF token was missing or old.
  if (!outcome.opened) throw accessErrors('form_expired');
  const { locale } = outcome.opened;
  if (locale) answer.headers.append('set-cookie', `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`);
  return answer;
}

/** The same request with its body read; next-auth itself would read one of any size. */
async function withBoundedBody(request: NextRequest): Promise<NextRequest> {
  const body = await readBodyText(request, MAX_BODY_BYTES);
  const { NextRequest: Copy } = await import('next/server');
  return new Copy(request.url, { method: 'POST', headers: request.headers, body });
}
