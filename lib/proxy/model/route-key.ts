import type { AppRoute } from '../spec';

/** Which traffic a route takes; two routes of one environment never have the same. */
export const routeKey = (host: string | null, route: Pick<AppRoute, 'path' | 'protocol' | 'listenPort'>): string =>
  route.protocol === 'tcp' ? `:${route.listenPort}` : `${host ?? ''}${route.path.replace(/\/+$/, '')}/`;

/** The name that an app has by itself: `app.group.<domain>`. */
export const ownHost = (appPath: string, domain: string): string => `${appPath.slice(1).split('/').reverse().join('.')}.${domain}`;
