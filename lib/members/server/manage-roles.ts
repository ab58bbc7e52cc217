import { GRANTABLE_ROLES } from '@/lib/access/model/role-names';
import { CONSOLE_PERMISSIONS, isRole, permissionsOf, ROLES } from '@/lib/access/model/roles';
import type { Scope } from '@/lib/access/model/scope';
import { PERMISSIONS, type Permission } from '@/lib/platform/endpoint';
import type { RoleDto } from '../contract';
import { memberErrors } from '../errors';
import { countGrantsByRole } from './grant.repo';
import { createRole as create, deleteRole as remove, findRole, findRoles, updateRole as update } from './role.repo';

const known = (permissions: readonly string[]) => PERMISSIONS.filter((permission) => permissions.includes(permission));

export async function listRoles(): Promise<{ items: RoleDto[] }> {
  const [rows, grants] = await Promise.all([findRoles(), countGrantsByRole()]);
  return {
    items: [
      ...ROLES.map((name) => ({ name, description: '', permissions: [...permissionsOf(name)], isBuiltIn: true, grants: grants.get(name) ?? 0 })),
      ...rows.map(({ name, description, permissions }) => ({ name, description, permissions: known(permissions), isBuiltIn: false, grants: grants.get(name) ?? 0 })),
    ],
  };
}

interface Input {
  description: string;
  permissions: readonly Permission[];
}
const dtoOf = async (name: string) => (await listRoles()).items.find((role) => role.name === name)!;

export async function createRole(scope: Scope, { name, ...input }: Input & { name: string }): Promise<RoleDto> {
  if (isRole(name) || name === 'member' || !(await create({ name, ...input, permissions: [...new Set(input.permissions)], createdBy: scope.actor.name }))) throw memberErrors('role_taken', { role: name }, '$.name');
  return dtoOf(name);
}

export async function updateRole(name: string, input: Input): Promise<{ before: RoleDto; after: RoleDto }> {
  if (isRole(name)) throw memberErrors('role_built_in', { role: name });
  const before = await dtoOf(name);
  if (!(await update(name, { ...input, permissions: [...new Set(input.permissions)] }))) throw memberErrors('role_not_found', { role: name });
  return { before, after: await dtoOf(name) };
}

export async function deleteRole(name: string): Promise<void> {
  if (isRole(name)) throw memberErrors('role_built_in', { role: name });
  const outcome = await remove(name);
  if (outcome === 'in use') throw memberErrors('role_in_use', { role: name });
  if (outcome === 'not there') throw memberErrors('role_not_found', { role: name });
}

/** What a role that is granted on a group holds there. */
export async function permissionsOnGroup(role: string, group: string, at: string): Promise<Permission[]> {
  if (role === 'admin') throw memberErrors('admin_ungranted', {}, at);
  const all = (GRANTABLE_ROLES as readonly string[]).includes(role) ? [...permissionsOf(role)] : known((await findRole(role))?.permissions ?? []);
  if (all.length === 0) throw memberErrors('role_unknown', { role }, at);
  return all.filter((permission) => group === '/' || !CONSOLE_PERMISSIONS.includes(permission));
}
