/** The page of what holds for a group, at one of its tabs. */
export const groupHref = (path: string, tab?: string) => `/group?path=${encodeURIComponent(path)}${tab ? `&tab=${tab}` : ''}`;
