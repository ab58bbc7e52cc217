import { matchesSearch, sortRows } from '@/lib/platform/model/list-query';
import type { RouteDto } from '../contract';

export const ROUTE_STATES = ['down', 'unknown', 'degraded', 'maintenance', 'ok', 'redirect'] as const satisfies readonly RouteDto['state'][];
export const INSTANCE_STATES = ['down', 'ready', 'draining', 'waiting', 'warm'] as const satisfies readonly RouteDto['instances'][number]['state'][];
export type InstanceState = (typeof INSTANCE_STATES)[number];

export interface RouteFilters {
  search: string;
  state: RouteDto['state'] | null;
  environment: string | null;
  /** Column, with a minus for downwards. */
  sort: string;
}

export const addressOf = ({ host, path, listenPort }: Pick<RouteDto, 'host' | 'path' | 'listenPort'>) => (host === null ? `TCP :${listenPort}` : `${host}${path === '/' ? '' : path}`);
export const countStates = (instances: readonly Pick<RouteDto['instances'][number], 'state'>[]): [InstanceState, number][] =>
  INSTANCE_STATES.map((state): [InstanceState, number] => [state, instances.filter((one) => one.state === state).length]).filter(([, count]) => count > 0);

const SORT: Record<string, (route: RouteDto) => string | number> = {
  address: addressOf,
  app: ({ appPath }) => appPath,
  environment: ({ environment }) => environment,
  state: ({ state }) => ROUTE_STATES.indexOf(state),
  instances: ({ instances }) => instances.filter(({ state }) => state === 'ready').length,
  requests: ({ traffic }) => traffic?.requestsPerSecond ?? -1,
  errors: ({ traffic }) => traffic?.errorRate ?? -1,
  latency: ({ traffic }) => traffic?.p95 ?? -1,
};

/** Of equals the one with the earlier address comes first, so that rows stay where they are while figures change. */
export function filterRoutes(routes: readonly RouteDto[], { search, state, environment, sort }: RouteFilters): RouteDto[] {
  const found = routes.filter((route) => (!state || route.state === state) && (!environment || route.environmentId === environment) && matchesSearch(`${addressOf(route)} ${route.appPath} ${route.environment}`, search));
  return sortRows(sortRows(found, 'address', SORT), sort, SORT);
}
