/** Where to go after sign-in. Anything but a path of this site (`//host`, `/\host`, a scheme, control characters) becomes the start page. */
export function safeNextPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(next)) return '/';
  const base = 'http://gantry.invalid';
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  if (!url || url.origin !== base || /^\/(sign-in|second-factor|setup|api)(\/|$)/.test(url.pathname) || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
