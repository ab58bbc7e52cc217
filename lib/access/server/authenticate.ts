import type { NextRequest } from 'next/server';
import { log } from '@/lib/platform/server/log';
import { sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { heldBy, heldByToken } from '../model/held';
import { scopeOf, type Scope } from '../model/scope';
import { SESSION_TOUCH_MS } from '../model/session-lifetime';
import { remembered } from './access-cache';
import { findLiveToken, TOKEN_TOUCH_MS, touchToken } from './api-token.repo';
import { readSessionId } from './session-cookie';
import { findLiveSession, touchSession } from './session.repo';

/**
 * Who sends this request: an API token (`Authorization: Bearer`) or a signed-in browser. Looked up each time, so a
 * revoked session, a disabled account or a changed role counts from the next request on. Throws 401, and 403 to a browser
 * whose person must set up a second factor first.
 */
export async function authenticate(request: Pick<NextRequest, 'headers' | 'cookies'>, withoutSecondFactor = false): Promise<Scope> {
  const authorization = request.headers.get('authorization');
  const bearer = /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];
  if (bearer) return authenticateToken(bearer, clientAddress(request));
  // Whoever sends a credential of another kind is told so, and is not served by a cookie that happens to be there.
  if (authorization) throw accessErrors('token_invalid');
  return authenticateSession(request, withoutSecondFactor);
}

async function authenticateToken(token: string, address: string): Promise<Scope> {
  const now = new Date();
  const hash = sha256(token);
  const row = await remembered(`token:${hash}`, () => findLiveToken(hash, now));
  if (!row) throw accessErrors('token_invalid');
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > TOKEN_TOUCH_MS) {
    row.lastUsedAt = now;
    touchToken(row.id, now).catch((error: unknown) => log.warn({ err: error }, 'token was not touched'));
  }
  const owner = heldBy(row.role, row.ownerGrants);
  // A token never holds more than its owner does today.
  return scopeOf({ actor: { kind: 'token', id: row.id, name: row.name, userId: row.userId }, address }, heldByToken(owner, row.permissions, row.grants));
}

async function authenticateSession(request: Pick<NextRequest, 'headers' | 'cookies'>, withoutSecondFactor: boolean): Promise<Scope> {
  const id = await readSessionId(request.cookies, request.headers);
  const session = id ? await liveSession(id) : null;
  if (!session) throw accessErrors('signed_out');
  if (session.lacksSecondFactor && !withoutSecondFactor) throw accessErrors('second_factor_needed');
  const actor = { kind: 'user' as const, id: session.userId, userId: session.userId, name: session.email, sessionId: session.id };
  return scopeOf({ actor, address: clientAddress(request) }, heldBy(session.role, session.grants));
}

/** The session of this id if it lives; notes now and then that it was seen. */
export async function liveSession(id: string) {
  const now = new Date();
  const session = await remembered(`session:${id}`, () => findLiveSession(id, now));
  if (session && now.getTime() - session.lastSeenAt.getTime() > SESSION_TOUCH_MS) {
    session.lastSeenAt = now;
    touchSession(session.id, now).catch((error: unknown) => log.warn({ err: error }, 'session was not touched'));
  }
  return session;
}

/** The peer's address, set by server.ts on every request; a header of that name from outside never survives. */
export const clientAddress = (request: Pick<NextRequest, 'headers'>) => request.headers.get('x-gantry-peer') ?? 'unknown';
