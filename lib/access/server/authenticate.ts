import { getToken } from 'next-auth/jwt';
import type { NextRequest } from 'next/server';
import { config } from '@/lib/platform/server/config';
import type { Permission } from '@/lib/platform/endpoint';
import { sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { permissionsOf } from '../model/roles';
import type { Scope } from '../model/scope';
import { findLiveToken, touchToken } from './api-token.repo';
import { findLiveSession, touchSession } from './session.repo';

/**
 * Who sends this request: an API token (`Authorization: Bearer`) or a signed-in browser. Looked up each time, so a
 * revoked session, a disabled account or a changed role counts from the next request on. Throws 401.
 */
export async function authenticate(request: NextRequest): Promise<Scope> {
  const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  return bearer ? authenticateToken(bearer.trim(), clientAddress(request)) : authenticateSession(request);
}

async function authenticateToken(token: string, address: string): Promise<Scope> {
  const now = new Date();
  const row = await findLiveToken(sha256(token), now);
  if (!row) throw accessErrors('token_invalid');
  void touchToken(row.id, now).catch(() => {});
  const held = permissionsOf(row.user.role);
  return {
    actor: { kind: 'token', id: row.id, name: row.name, userId: row.userId },
    // A token never holds more than its owner does today.
    permissions: new Set(held.filter((p) => row.permissions.includes(p)) as Permission[]),
    address,
  };
}

async function authenticateSession(request: NextRequest): Promise<Scope> {
  const jwt = await getToken({ req: request, secret: config.secret });
  const now = new Date();
  const session = typeof jwt?.sid === 'string' ? await findLiveSession(jwt.sid, now) : null;
  if (!session) throw accessErrors('signed_out');
  void touchSession(session.id, now).catch(() => {});
  return {
    actor: { kind: 'user', id: session.userId, userId: session.userId, name: session.user.email, sessionId: session.id },
    permissions: new Set(permissionsOf(session.user.role)),
    address: clientAddress(request),
  };
}

/** The peer's address, set by server.ts on every request; a header of that name from outside never survives. */
export const clientAddress = (request: Pick<NextRequest, 'headers'>) => request.headers.get('x-gantry-peer') ?? 'unknown';
