import { routeKey } from '@/lib/proxy/model/route-key';
import { appRoute, type AppRoute } from '@/lib/proxy/spec';
import type { SpecChange } from './diff-spec';

type Diff = (before: unknown, after: unknown, path: string) => SpecChange[];

const DEFAULTS: Partial<Record<string, unknown>> = appRoute.parse({});

const keyOf = (route: AppRoute) => routeKey(route.host ?? null, route);
const nameOf = (route: AppRoute) => `routes[${keyOf(route).replace(/(.)\/$/, '$1')}]`;
const isNothing = (value: unknown): boolean => value === false || (typeof value === 'object' && value !== null && Object.values(value).every(isNothing));
/** A route that comes or goes is told by what it says itself. */
const said = (route: AppRoute) => JSON.stringify(Object.fromEntries(Object.entries(route).filter(([name, value]) => !isNothing(value) && JSON.stringify(value) !== JSON.stringify(DEFAULTS[name]))));

/** Routes are told apart by their addresses, so that one that is put above others changes nothing of theirs; one of another address takes the place of one that went. */
export function diffRoutes(before: readonly AppRoute[], after: readonly AppRoute[], diff: Diff): SpecChange[] {
  const gone = before.filter((route) => !after.some((other) => keyOf(other) === keyOf(route)));
  return [
    ...after.flatMap((route) => {
      const old = before.find((other) => keyOf(other) === keyOf(route)) ?? gone.shift();
      return old ? diff(old, route, nameOf(old)) : [{ path: nameOf(route), from: '', to: said(route) }];
    }),
    ...gone.map((route) => ({ path: nameOf(route), from: said(route), to: '' })),
  ];
}
