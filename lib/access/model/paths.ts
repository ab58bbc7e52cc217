/** Whether `path` is `group` or lies below it. */
export const isWithin = (group: string, path: string) => group === '/' || path === group || path.startsWith(`${group}/`);

/** The tenant of a path: its first segment; `/` of what lies in none. */
export const tenantOf = (path: string) => `/${path.split('/')[1] ?? ''}`;
