import { sentenceOf } from '@/lib/apps/server/app-dto';
import type { RoutedApp, RoutedInstanceState } from '@/lib/apps/server/routed-apps';
import type { Locale } from '@/lib/messages';
import { isHttp } from '@/lib/proxy/spec';
import type { WantedRoute } from '@/lib/proxy/model/wanted';
import { proxySettingsOf } from '@/lib/proxy/server/proxy-settings';
import { proxyState, rowsOf, type ProxyState } from '@/lib/proxy/server/proxy-state';
import type { RouteDto } from '../contract';
import { historyOf, trafficOf } from '../model/traffic';

/** A route with its instances and its traffic, all as the proxy tells it. */
export async function toRouteDto(app: RoutedApp, route: WantedRoute, certified: ReadonlySet<string>, locale: Locale): Promise<RouteDto> {
  const proxy = proxyState(app.environmentId);
  const { state, reason } = stateOf(app, route, proxy);
  const samples = proxy.samples.flatMap(({ atMs, routes }) => { const found = routes.get(route.id); return found ? [{ atMs, ...found }] : []; });
  const { options, host } = route;
  return {
    id: route.id, environmentId: app.environmentId, environment: app.environment, appId: app.id, appPath: app.path,
    host, path: options.path, listenPort: options.listenPort ?? null, url: urlOf(app.environmentId, route), options, hasCertificate: host !== null && certified.has(host),
    state, reason: reason && (await sentenceOf(reason, locale)),
    instances: app.instances.map((instance) => toInstanceDto(app.environmentId, instance, route)),
    traffic: trafficOf(samples), history: historyOf(samples),
  };
}

function stateOf({ instances, suspended, wantedInstances, environment }: RoutedApp, { options, id }: WantedRoute, proxy: ProxyState): { state: RouteDto['state']; reason: { code: string; params: Record<string, string | number> } | null } {
  if (proxy.trouble) return { state: 'unknown', reason: proxy.trouble };
  if (proxy.statAtMs === 0) return { state: 'unknown', reason: { code: 'routes.not_looked', params: {} } };
  const refused = proxy.excluded.get(id);
  if (refused) return { state: 'down', reason: { code: 'proxy.config_refused', params: { environment, reason: refused.reason } } };
  if (options.maintenance) return { state: 'maintenance', reason: null };
  if (options.redirect) return { state: 'redirect', reason: null };
  const ready = instances.filter(({ state }) => state === 'ready').length;
  if (suspended) return { state: 'down', reason: { code: 'routes.app_suspended', params: {} } };
  if (ready === 0) return { state: 'down', reason: { code: 'routes.nobody_ready', params: { wanted: wantedInstances } } };
  return ready < wantedInstances ? { state: 'degraded', reason: { code: 'routes.some_not_ready', params: { ready, wanted: wantedInstances } } } : { state: 'ok', reason: null };
}

function toInstanceDto(environmentId: string, instance: RoutedInstanceState, route: WantedRoute): RouteDto['instances'][number] {
  const upstream = [...route.pool, ...(route.sides?.new ?? []), ...(route.sides?.old ?? [])].find(({ instanceId }) => instanceId === instance.id);
  const total = route.pool.reduce((sum, { weight }) => sum + weight, 0);
  const own = route.pool.find(({ instanceId }) => instanceId === instance.id);
  // All that is under way on it, also by other routes: that is what a stop would wait for.
  const rows = rowsOf(environmentId, instance.id, true);
  return {
    instanceId: instance.id, name: instance.name, containerId: instance.containerId, version: instance.version, state: instance.state,
    address: upstream ? `${upstream.address}:${upstream.port}` : (rows[0]?.address ?? null), share: own && total > 0 ? own.weight / total : 0,
    sessions: rows.reduce((sum, { sessions }) => sum + sessions, 0), drainingSince: instance.drainingSince?.toISOString() ?? null, check: instance.check,
  };
}

function urlOf(environmentId: string, { host, options }: WantedRoute): string | null {
  if (!host || host.startsWith('*.') || !isHttp(options)) return null;
  const { httpPort, httpsPort } = proxySettingsOf(environmentId);
  const isTls = options.tls === 'require';
  const port = isTls ? (httpsPort === 443 ? '' : `:${httpsPort}`) : httpPort === 80 ? '' : `:${httpPort}`;
  return `${isTls ? 'https' : 'http'}://${host}${port}${options.path}`;
}
