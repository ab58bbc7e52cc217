import { PERMISSIONS, type Permission } from '@/lib/platform/endpoint';
import { ACCOUNT_ROLES, ROLE_NAMES, type AccountRole, type Role } from './role-names';

const viewer = [
  'environment:view', 'container:view', 'image:view', 'volume:view', 'network:view', 'event:view', 'app:view', 'quota:view', 'policy:view',
] as const satisfies readonly Permission[];
const operator = [...viewer, 'container:logs', 'container:operate', 'app:scale'] as const satisfies readonly Permission[];
const developer = [...operator, 'app:deploy', 'container:exec', 'group:manage', 'secret:write', 'certificate:view'] as const satisfies readonly Permission[];
const lead = [...developer, 'registry:manage', 'certificate:manage', 'member:view', 'member:invite', 'quota:set', 'audit:view'] as const satisfies readonly Permission[];

/** The built-in roles, each holding all of the one before. Raw engine access is admin's alone: whoever may create containers freely owns the host. */
export const ROLE_PERMISSIONS = { admin: PERMISSIONS, lead, developer, operator, viewer } as const satisfies Record<Role, readonly Permission[]>;

/** What only the whole console has: no role on a group can hold it. */
export const CONSOLE_PERMISSIONS: readonly Permission[] = ['environment:manage', 'container:manage', 'image:manage', 'volume:manage', 'network:manage', 'policy:set', 'user:manage', 'role:manage'];
export const GROUP_PERMISSIONS = PERMISSIONS.filter((permission) => !CONSOLE_PERMISSIONS.includes(permission));

export type { AccountRole, Role };
export const ROLES = ROLE_NAMES;
export { ACCOUNT_ROLES };
export const isRole = (value: string): value is Role => Object.hasOwn(ROLE_PERMISSIONS, value);
export const permissionsOf = (role: string): readonly Permission[] => (isRole(role) ? ROLE_PERMISSIONS[role] : []);
