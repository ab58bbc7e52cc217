import type { z } from 'zod';
import { routeKey } from '@/lib/proxy/model/route-key';
import type { appRoute, AppRoute } from '@/lib/proxy/spec';
import type { RouteDto } from '../contract';

/** A route as somebody writes it: what is left out has its default. */
export type RouteInput = z.input<typeof appRoute>;

/** Seconds that hold where a route says none. The schema is not sent to the browser; a test compares the two. */
export const DEFAULT_SECONDS = { connectSeconds: 2, responseSeconds: 60, tunnelSeconds: 3600 } as const;

const keyOf = (host: string | null, { path = '/', protocol = 'http', listenPort }: RouteInput) => routeKey(host, { path, protocol, listenPort });

/** Which of an app's routes this is; -1: none of them says it, as with the name that each app of an environment gets. */
export function findInSpec(routes: readonly RouteInput[], { host, options }: Pick<RouteDto, 'host' | 'options'>): number {
  const asWritten = keyOf(options.host ?? null, options);
  const found = routes.findIndex((route) => keyOf(route.host ?? null, route) === asWritten);
  return found >= 0 ? found : routes.findIndex((route) => keyOf(route.host ?? host, route) === keyOf(host, options));
}

/** The app's routes with `change` made to one of them. */
export function withChange(routes: readonly RouteInput[], route: Pick<RouteDto, 'host' | 'options'>, change: Partial<AppRoute>): RouteInput[] {
  const index = findInSpec(routes, route);
  return index < 0 ? [...routes, { ...route.options, ...change }] : routes.map((one, at) => (at === index ? { ...one, ...change } : one));
}

/** `shop.example.com/api`, `:5432`; `own` stands for the app's own name. */
export const addressText = (route: Pick<RouteInput, 'protocol' | 'host' | 'path' | 'listenPort'>, own: string): string =>
  route.protocol === 'tcp' ? `:${route.listenPort ?? '?'}` : `${route.host ?? own}${route.path && route.path !== '/' ? route.path : ''}`;
