/** A word of HAProxy's configuration, whatever is in it. */
export const quoted = (text: string): string => `"${text.replace(/[\\"$]/g, '\\$&')}"`;

/** As above, where HAProxy reads `%` as the beginning of one of its own values. */
export const quotedFormat = (text: string): string => quoted(text.replaceAll('%', '%%'));

export const escapedRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
