import type { NextRequest } from 'next/server';
import { isAppError } from '@/lib/platform/errors';
import { config } from '@/lib/platform/server/config';
import { log } from '@/lib/platform/server/log';
import { clientAddress } from '../authenticate';
import { requestOrigin } from '../request-origin';
import { sessionCookies } from '../session-answer';
import { isSecure, readSessionId } from '../session-cookie';
import { finishOidc } from './finish-oidc';
import { OIDC_MS, startOidc } from './start-oidc';

const PATH = '/api/v1/sign-in/oidc';
const cookieName = (secure: boolean) => `${secure ? '__Secure-' : ''}gantry-oidc`;
const cookie = (value: string, maxAgeS: number, secure: boolean) => `${cookieName(secure)}=${value}; Path=${PATH}; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

/** Where the provider sends the browser back to; it knows one address of this console. */
const originOf = (request: NextRequest) => (config.publicUrl ? new URL(config.publicUrl).origin : requestOrigin(request));

export async function answerStart(request: NextRequest, body: { providerId: string; next: string }): Promise<Response> {
  const { url, ticket } = await startOidc({ ...body, origin: originOf(request), address: clientAddress(request) });
  return Response.json({ url }, { headers: { 'cache-control': 'no-store', 'set-cookie': cookie(ticket, OIDC_MS / 1000, isSecure(request.headers)) } });
}

/** A person looks at this answer: whatever goes wrong leads to the sign-in page, which says what. */
export async function answerCallback(request: NextRequest, providerId: string): Promise<Response> {
  const secure = isSecure(request.headers);
  const ticket = request.cookies.get(cookieName(secure))?.value ?? '';
  const browser = { address: clientAddress(request), userAgent: request.headers.get('user-agent') ?? '', replaces: await readSessionId(request.cookies, request.headers) };
  const headers = new Headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  headers.append('set-cookie', cookie('', 0, secure));
  try {
    const { opened, next } = await finishOidc({ providerId, ticket, search: request.nextUrl.searchParams }, browser);
    for (const one of await sessionCookies(opened, secure)) headers.append('set-cookie', one);
    headers.set('location', next);
  } catch (error) {
    headers.set('location', pageFor(error));
  }
  return new Response(null, { status: 303, headers });
}

function pageFor(error: unknown): string {
  if (!isAppError(error)) {
    log.error({ err: error }, 'sign-in at a provider');
    return '/sign-in?problem=internal';
  }
  if (error.code !== 'access.second_step') return `/sign-in?problem=${error.code.split('.')[1]!}`;
  return `/sign-in#${new URLSearchParams({ ticket: String(error.params.ticket), passkeys: String(error.params.passkeys) }).toString()}`;
}
