import type { Permission } from '@/lib/platform/endpoint';
import { CONSOLE_PERMISSIONS, isRole, permissionsOf } from './roles';
import { may, type Held } from './scope';

interface Given {
  id: string;
  role: string;
  group: string;
  endsAt: number | null;
  team: string | null;
  permissions: readonly string[] | null;
}

/**
 * What an account holds: the role of the account on everything, and its grants. A role on a group never holds what only
 * the whole console has, and none but the account's own is the admin's.
 */
export function heldBy(accountRole: string, grants: readonly Given[]): Held[] {
  const own: Held[] = isRole(accountRole) ? [{ id: null, role: accountRole, group: '/', permissions: new Set(permissionsOf(accountRole)), endsAt: null, team: null }] : [];
  return [...own, ...grants.map((grant) => ({ ...grant, permissions: new Set(permissionsOfGrant(grant)) }))];
}

function permissionsOfGrant({ role, group, permissions }: Given): Permission[] {
  if (role === 'admin') return [];
  const all = isRole(role) ? permissionsOf(role) : ((permissions ?? []) as Permission[]);
  return all.filter((permission) => group === '/' || !CONSOLE_PERMISSIONS.includes(permission));
}

/**
 * What a token holds: of what its owner holds now, the permissions that it was made with; and where it has grants of its
 * own, only there.
 */
export function heldByToken(owner: readonly Held[], allowed: readonly string[], grants: readonly Given[]): Held[] {
  const within = ({ permissions }: Pick<Held, 'permissions'>) => new Set([...permissions].filter((permission) => allowed.includes(permission)));
  if (grants.length === 0) return owner.map((one) => ({ ...one, permissions: within(one) }));
  return heldBy('', grants).map((one) => ({ ...one, permissions: new Set([...within(one)].filter((permission) => may({ held: owner }, permission, one.group))) }));
}
