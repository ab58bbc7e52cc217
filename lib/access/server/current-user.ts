import { decode } from 'next-auth/jwt';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Permission } from '@/lib/platform/endpoint';
import { config } from '@/lib/platform/server/config';
import { permissionsOf } from '../model/roles';
import { findLiveSession } from './session.repo';

export interface CurrentUser {
  id: string;
  email: string;
  name: string;
  role: string;
  permissions: readonly Permission[];
}

/** The person of this page request, or null. Each page asks; nothing relies on a layout having asked. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const jar = await cookies();
  const cookie = jar.get('__Secure-next-auth.session-token') ?? jar.get('next-auth.session-token');
  if (!cookie) return null;
  const jwt = await decode({ token: cookie.value, secret: config.secret }).catch(() => null);
  const session = typeof jwt?.sid === 'string' ? await findLiveSession(jwt.sid, new Date()) : null;
  return session && { ...session.user, permissions: permissionsOf(session.user.role) };
});
