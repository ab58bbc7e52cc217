import type { z } from 'zod';
import { may, UNOWNED, type Scope } from '@/lib/access/model/scope';
import { sentenceOf } from '@/lib/apps/server/app-dto';
import { findRoutedApps, isEngineUp } from '@/lib/apps/server/routed-apps';
import type { Locale } from '@/lib/messages';
import { matchesSearch, sortRows } from '@/lib/platform/model/list-query';
import { hostCertificates } from '@/lib/proxy/server/proxy-certificates';
import { proxySettingsOf } from '@/lib/proxy/server/proxy-settings';
import { proxyState } from '@/lib/proxy/server/proxy-state';
import type { listRoutes as contract, ProxySummaryDto, RouteDto } from '../contract';
import { toRouteDto } from './route-dto';

const RANK: Record<RouteDto['state'], number> = { down: 0, unknown: 1, degraded: 2, maintenance: 3, redirect: 4, ok: 5 };
const SORT: Record<string, (route: RouteDto) => string | number> = {
  host: (route) => `${route.host ?? ''}${route.path}`, app: (route) => route.appPath, environment: (route) => route.environment, state: (route) => RANK[route.state],
  requests: (route) => route.traffic?.requestsPerSecond ?? 0, errors: (route) => route.traffic?.errorRate ?? 0, p95: (route) => route.traffic?.p95 ?? 0,
};

export async function listRoutes(scope: Scope, query: z.output<NonNullable<(typeof contract)['query']>>) {
  const locale = scope.locale ?? 'en';
  const apps = await findRoutedApps(scope, query.app);
  const certified = new Set((await hostCertificates({ environmentId: '', routes: apps.flatMap(({ routes }) => routes) })).map(({ host }) => host));
  const all = await Promise.all(apps.flatMap((app) => app.routes.map((route) => toRouteDto(app, route, certified, locale))));
  const found = all.filter((route) => (!query.environment || route.environmentId === query.environment) && matchesSearch(`${route.host ?? ''}${route.path} ${route.listenPort ?? ''} ${route.appPath}`, query.search));
  const environments = new Map(apps.map(({ environmentId, environment }) => [environmentId, environment]));
  const proxies = await Promise.all([...environments].map(([environmentId, environment]) => toSummary(scope, environmentId, environment, locale)));
  return { items: sortRows(found, query.sort ?? 'host', SORT).slice(query.offset, query.offset + query.limit), total: found.length, proxies };
}

async function toSummary(scope: Scope, environmentId: string, environment: string, locale: Locale): Promise<ProxySummaryDto> {
  const { trouble, containerId } = proxyState(environmentId);
  // What HAProxy says may name routes of others.
  const reason = trouble && (may(scope, 'environment:manage', UNOWNED) ? trouble : { code: trouble.code, params: { ...trouble.params, reason: '—' } });
  return { environmentId, environment, domain: proxySettingsOf(environmentId).domain, state: !isEngineUp(environmentId) ? 'engineAway' : trouble ? 'trouble' : containerId ? 'running' : 'none', reason: reason && (await sentenceOf(reason, locale)) };
}
