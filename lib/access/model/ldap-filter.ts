/** RFC 4515: what a person typed can be nothing but a value. */
export const escapeFilterValue = (text: string) => text.replace(/[\\*()\u0000]/g, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** A function replaces, since `$&` in a replacement text would mean something. */
export const filterFor = (filter: string, login: string) => filter.replaceAll('{login}', () => escapeFilterValue(login));
