import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import type { Permission } from '@/lib/platform/endpoint';
import { heldBy } from '../model/held';
import { scopeOf } from '../model/scope';
import { liveSession } from './authenticate';
import { readSessionId } from './session-cookie';

export interface CurrentUser {
  id: string;
  email: string;
  name: string;
  role: string;
  locale: string | null;
  /** What is held anywhere. */
  permissions: readonly Permission[];
  /** The same, by group. */
  held: readonly { role: string; group: string; permissions: readonly Permission[] }[];
  /** Nothing but the set-up of one opens for them. */
  lacksSecondFactor: boolean;
}

/** The person of this page request, or null. Each page asks; nothing relies on a layout having asked. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const id = await readSessionId(await cookies(), await headers());
  const session = id ? await liveSession(id) : null;
  if (!session) return null;
  const { userId, email, name, role, locale, grants, lacksSecondFactor } = session;
  const scope = scopeOf({ actor: { kind: 'user', id: userId, userId, name: email, sessionId: session.id }, address: '' }, heldBy(role, grants));
  return { id: userId, email, name, role, locale, permissions: [...scope.permissions], held: scope.held.map(({ role, group, permissions }) => ({ role, group, permissions: [...permissions] })), lacksSecondFactor };
});
