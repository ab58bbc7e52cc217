import { PERMISSIONS, type Permission } from '@/lib/platform/endpoint';
import { ROLE_NAMES, type Role } from './role-names';

/** Instance-wide roles. Raw engine access is admin's alone: whoever may create containers freely owns the host. */
export const ROLE_PERMISSIONS = {
  admin: [...PERMISSIONS],
  developer: [
    'environment:view', 'container:view', 'container:logs', 'image:view', 'volume:view', 'network:view', 'event:view',
    'app:view', 'app:deploy', 'app:scale',
  ],
  viewer: ['environment:view', 'container:view', 'image:view', 'volume:view', 'network:view', 'event:view', 'app:view'],
} as const satisfies Record<Role, readonly Permission[]>;

export type { Role };
export const ROLES = ROLE_NAMES;
export const isRole = (value: string): value is Role => Object.hasOwn(ROLE_PERMISSIONS, value);
export const permissionsOf = (role: string): readonly Permission[] => (isRole(role) ? ROLE_PERMISSIONS[role] : []);
