import type { z } from 'zod';
import { isHttp, type AppRoute } from '@/lib/proxy/spec';
import { routeKey } from '@/lib/proxy/model/route-key';
import { refuse, refuseRepeated } from './values';
import type { AppSpec } from './index';

/** What the schema of one route cannot know: the app's ports, and the other routes. */
export function refuseRoutes({ routes, ports }: Pick<AppSpec, 'routes' | 'ports'>, ctx: z.RefinementCtx): void {
  const tcp = ports.filter(({ protocol }) => protocol === 'tcp');
  refuseRepeated(routes.map((route) => routeKey(route.host ?? null, route)), (route, index) => refuse(ctx, 'route_repeated', ['routes', index, isHttp(routes[index]!) ? 'path' : 'listenPort'], { route }));
  routes.forEach((route, index) => {
    const at = (field: keyof AppRoute) => ['routes', index, field];
    if (route.redirect === undefined && tcp.length === 0) refuse(ctx, 'route_without_port', at('port'));
    else if (route.port !== undefined && !tcp.some(({ name, containerPort }) => name === route.port || containerPort === route.port)) {
      refuse(ctx, 'route_port_unknown', at('port'), { port: route.port, ports: tcp.map(({ name, containerPort }) => (name ? `${name} (${containerPort})` : String(containerPort))).join(', ') });
    }
    if (route.acme && route.host?.startsWith('*.')) refuse(ctx, 'route_acme_wildcard', at('acme'), { host: route.host });
    if (isHttp(route)) {
      if (route.listenPort !== undefined) refuse(ctx, 'route_listen_port_http', at('listenPort'));
      return;
    }
    if (route.listenPort === undefined) refuse(ctx, 'route_needs_listen_port', at('listenPort'));
    for (const field of ['host', 'redirect', 'rewritePath', 'basicAuth', 'maxBodyMb'] as const) if (route[field] !== undefined) refuse(ctx, 'route_tcp_has_no', at(field), { field });
  });
}

/** The container's port that a route leads to, by a spec that may be an earlier one; undefined where it has no such port. */
export function portOfRoute(spec: Pick<AppSpec, 'ports'>, { port }: Pick<AppRoute, 'port'>): number | undefined {
  const tcp = spec.ports.filter(({ protocol }) => protocol === 'tcp');
  return (port === undefined ? tcp[0] : tcp.find(({ name, containerPort }) => name === port || containerPort === port))?.containerPort;
}
