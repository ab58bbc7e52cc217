/** Apart from what each may do (roles.ts), so that a page can offer them without carrying that. */
export const ROLE_NAMES = ['admin', 'developer', 'viewer'] as const;
export type Role = (typeof ROLE_NAMES)[number];
