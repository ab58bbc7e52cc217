import { heldBy } from '@/lib/access/model/held';
import { grantFor, may, type Scope } from '@/lib/access/model/scope';
import { accessErrors } from '@/lib/access/errors';
import { findHeldOf } from '@/lib/access/server/find-account';
import type { Permission } from '@/lib/platform/endpoint';

/** What somebody may do somewhere, and because of what. Of others only who sees the members there learns it. */
export async function explainAccess(scope: Scope, { user, permission, path }: { user?: string | undefined; permission: Permission; path: string }) {
  let held = scope.held;
  if (user !== undefined && user !== scope.actor.userId) {
    if (!may(scope, 'member:view', path)) throw accessErrors('hidden');
    const found = await findHeldOf(user, new Date());
    if (!found) throw accessErrors('user_not_found');
    held = heldBy(found.role, found.grants);
  }
  const grant = grantFor({ held }, permission, path);
  return { may: grant !== undefined, because: grant ? { role: grant.role, group: grant.group, team: grant.team, endsAt: grant.endsAt === null ? null : new Date(grant.endsAt).toISOString(), grantId: grant.id } : null };
}
