import { knownProxies } from '@/lib/proxy/server/proxy-state';

/** The hosts under which an app is found now: as the proxies know them. */
export const hostsOfApp = (appPath: string): string[] => [...new Set(knownProxies().flatMap(([, { routes }]) => routes.flatMap((route) => (route.appPath === appPath && route.host ? [route.host] : []))))];
