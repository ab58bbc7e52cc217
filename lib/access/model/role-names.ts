/** Apart from what each may do (roles.ts), so that a page can offer them without carrying that. */
export const ROLE_NAMES = ['admin', 'lead', 'developer', 'operator', 'viewer'] as const;
export type Role = (typeof ROLE_NAMES)[number];
/** Of an account that holds nothing on the whole console: it sees what its grants open. */
export const MEMBER = 'member';
export const ACCOUNT_ROLES = [...ROLE_NAMES, MEMBER] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];
/** What can be granted on a group; the admin stands outside of groups. */
export const GRANTABLE_ROLES = ROLE_NAMES.filter((role) => role !== 'admin');
