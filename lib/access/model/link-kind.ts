const HOUR_MS = 3_600_000;

/** What a one-time link is for, and how long it works. */
export const LINK_LIFETIME_MS = { setup: 24 * HOUR_MS, invite: 7 * 24 * HOUR_MS, reset: 24 * HOUR_MS } as const;
export type LinkKind = keyof typeof LINK_LIFETIME_MS;
export const LINK_KINDS = Object.keys(LINK_LIFETIME_MS) as [LinkKind, ...LinkKind[]];
export const isLinkKind = (value: string): value is LinkKind => Object.hasOwn(LINK_LIFETIME_MS, value);
