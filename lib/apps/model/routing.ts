import { routeKey, ownHost } from '@/lib/proxy/model/route-key';
import { appRoute, isHttp, type AppRoute } from '@/lib/proxy/spec';
import type { Sides, Upstream } from '@/lib/proxy/model/wanted';
import type { AppSpec } from '../spec';
import { portOfRoute } from '../spec/check-routes';
import type { Phase, Progress } from './rollout';

export interface RoutedInstance {
  id: string;
  version: number;
  generation: number;
  address: string;
  /** Kept for a switch back, and for the files of pages that came from it. */
  warm: boolean;
}

export interface RoutingFacts {
  path: string;
  wanted: { version: number; generation: number };
  /** What was wanted before the deployment under way. */
  previousVersion: number | null;
  specOf: (version: number) => AppSpec;
  /** Those that are ready and not about to go. */
  instances: readonly RoutedInstance[];
  phase: Phase;
  changesVersion: boolean;
  progress: Progress;
  domain: string | null;
  nameEveryApp: boolean;
}

export interface AppRouting {
  key: string;
  host: string | null;
  options: AppRoute;
  /** Whose word the options are. */
  version: number;
  pool: Upstream[];
  sides: Sides | null;
}

/** With what the environment adds by itself; routes that lack the name they would need are left out. */
export function routesOf(path: string, spec: Pick<AppSpec, 'routes' | 'ports'>, { domain, nameEveryApp }: Pick<RoutingFacts, 'domain' | 'nameEveryApp'>): { key: string; host: string | null; route: AppRoute }[] {
  const own = domain ? ownHost(path, domain) : null;
  const routes = spec.routes.length === 0 && nameEveryApp && own && spec.ports.some(({ protocol }) => protocol === 'tcp') ? [appRoute.parse({})] : spec.routes;
  return routes.flatMap((route) => {
    const host = isHttp(route) ? (route.host ?? own) : null;
    return isHttp(route) && host === null ? [] : [{ key: routeKey(host, route), host, route }];
  });
}

const MOST_WEIGHT = 256;

/**
 * Who answers each route of an app now. Until a deployment has replaced all of them, what the version before said of a
 * route still holds: a version that has not proven itself changes nothing for those who are served by the old one.
 */
export function appRouting(facts: RoutingFacts): AppRouting[] {
  const { wanted, previousVersion, specOf, instances } = facts;
  const spec = specOf(wanted.version);
  const before = previousVersion !== null && previousVersion !== wanted.version ? specOf(previousVersion) : null;
  const now = routesOf(facts.path, spec, facts);
  const earlier = before ? routesOf(facts.path, before, facts) : [];
  const serving = instances.filter(({ warm }) => !warm);
  const isReplaced = !serving.some(({ version }) => version === previousVersion);
  const keys = [...new Set([...now, ...earlier].map(({ key }) => key))];
  return keys.map((key) => {
    const [fresh, old] = [now.find((one) => one.key === key), earlier.find((one) => one.key === key)];
    const [word, version] = fresh && (!old || isReplaced) ? [fresh, wanted.version] : [old!, previousVersion!];
    const upstreams = (of: readonly RoutedInstance[], weightOf: (one: RoutedInstance) => number) => of.flatMap((one) => upstreamOf(one, key, word.route, facts, weightOf(one)));
    const { pool, weightOf } = mainPool(facts, serving);
    return { key, host: word.host, options: word.route, version, pool: upstreams(pool, weightOf), sides: sidesOf(facts, upstreams) };
  });
}

/** The port by the instance's own version: a route may lead to another one in the next. */
function upstreamOf({ id, version, address }: RoutedInstance, key: string, route: AppRoute, { path, specOf, domain, nameEveryApp }: RoutingFacts, weight: number): Upstream[] {
  const spec = specOf(version);
  const own = routesOf(path, spec, { domain, nameEveryApp }).find((one) => one.key === key)?.route ?? route;
  const port = portOfRoute(spec, own);
  return port === undefined ? [] : [{ name: `${version}_${id}`, instanceId: id, address, port, weight }];
}

/** Who shares the traffic that nothing else decides of. */
function mainPool({ wanted, specOf, phase, changesVersion, progress }: RoutingFacts, serving: readonly RoutedInstance[]): { pool: readonly RoutedInstance[]; weightOf: (one: RoutedInstance) => number } {
  const { kind, canarySteps } = specOf(wanted.version).upgradeStrategy;
  const isNew = (one: RoutedInstance) => one.version === wanted.version;
  const [fresh, old] = [serving.filter(isNew), serving.filter((one) => !isNew(one))];
  const all = { pool: serving, weightOf: () => 1 };
  if (fresh.length === 0 || old.length === 0) return all;
  // What failed, or was cancelled, serves nobody who can be served by what was there before.
  if (phase === 'rollingBack') return { pool: fresh, weightOf: () => 1 };
  if (!changesVersion || (phase !== 'running' && phase !== 'paused')) return all;
  if (kind === 'blueGreen') return { pool: progress.switched ? fresh : old, weightOf: () => 1 };
  const step = kind === 'canary' ? canarySteps[progress.step ?? 0] : undefined;
  if (!step || !('percent' in step)) return all;
  return { pool: serving, weightOf: weights(step.percent, fresh.length, old.length, isNew) };
}

/** Whole numbers that give the new ones together their share of all. */
function weights(percent: number, fresh: number, old: number, isNew: (one: RoutedInstance) => boolean) {
  const [toNew, toOld] = [percent * old, (100 - percent) * fresh];
  const scale = Math.min(1, MOST_WEIGHT / Math.max(toNew, toOld));
  const whole = (value: number) => (value === 0 ? 0 : Math.max(1, Math.round(value * scale)));
  return (one: RoutedInstance) => (isNew(one) ? whole(toNew) : whole(toOld));
}

function sidesOf({ wanted, specOf, instances, phase, changesVersion }: RoutingFacts, upstreams: (of: readonly RoutedInstance[], weightOf: () => number) => Upstream[]): Sides | null {
  const { kind, keepPages, canaryHeader } = specOf(wanted.version).upgradeStrategy;
  if (kind !== 'blueGreen' && kind !== 'canary') return null;
  const [fresh, old] = [instances.filter(({ version }) => version === wanted.version), instances.filter(({ version }) => version !== wanted.version)];
  const isBetween = changesVersion && phase !== 'none';
  const oldVersion = old.length > 0 ? Math.max(...old.map(({ version }) => version)) : null;
  return {
    ...(canaryHeader && { header: canaryHeader }), keep: keepPages,
    newVersion: wanted.version, new: isBetween ? upstreams(fresh, () => 1) : [],
    oldVersion, old: upstreams(old.filter(({ version }) => version === oldVersion), () => 1),
  };
}
