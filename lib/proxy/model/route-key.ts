import type { AppRoute } from '../spec';

/** Which traffic a route takes; two routes of one environment never have the same. */
export const routeKey = (host: string | null, route: Pick<AppRoute, 'path' | 'protocol' | 'listenPort'>): string =>
  route.protocol === 'tcp' ? `:${route.listenPort}` : `${host ?? ''}${meantPath(route.path).replace(/\/+$/, '')}/`;

/** A path in the one form that all ways to write it have (RFC 3986, 6.2.2): the proxy looks requests up by the same. */
export function meantPath(path: string): string {
  const decoded = path.replace(/%(?![0-9a-f]{2})/gi, '%25').replace(/%[0-9a-f]{2}/gi, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(char) ? char : code.toUpperCase();
  });
  const kept: string[] = [];
  for (const part of decoded.replace(/\/{2,}/g, '/').split('/').slice(1)) {
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}

/** The name that an app has by itself: `app.group.<domain>`. */
export const ownHost = (appPath: string, domain: string): string => `${appPath.slice(1).split('/').reverse().join('.')}.${domain}`;
