import { engineMap } from '@/lib/environments/server/engines';
import type { Engine } from '@/lib/environments/server/engine';
import { processState } from '@/lib/platform/server/process-state';
import type { ObservedInstance, WantedApp } from '../model/plan-app';
import type { Phase } from '../model/rollout';
import { isExclusive } from '../spec';
import { portOfRoute } from '../spec/check-routes';
import { specOf, type AppRow } from './app.repo';
import { ACTIVE, beforeOf, progressOf, type DeploymentRow } from './deployment.repo';
import { observe, type SteadySince } from './engine-runtime.adapter';
import type { InstanceRow } from './instance.repo';
import { isProbed } from './prober';
import { rotationOf } from '@/lib/proxy/server/proxy-state';
import { proxySettingsOf } from '@/lib/proxy/server/proxy-settings';
import { routesOf } from '../model/routing';

const steadySince = () => processState<SteadySince>('app-steady-since', () => new Map());

export const activeDeployment = (app: AppRow): DeploymentRow | undefined => app.deployments.find(({ status }) => ACTIVE.includes(status));

/** What is wanted and how the app is on its way there; `observed` without the warm ones. */
export function situationOf(app: AppRow, observed: readonly ObservedInstance[]) {
  const deployment = activeDeployment(app);
  const spec = specOf(app);
  const before = deployment?.status === 'rollingBack' ? null : deployment && beforeOf(deployment);
  const wanted: WantedApp = {
    version: app.wantedVersion, generation: app.generation, instances: app.suspended || app.destroyRequestedAt ? 0 : app.wantedInstances,
    previous: before && !before.suspended ? { version: before.version, generation: before.generation } : null,
  };
  return {
    wanted, observed, strategy: spec.upgradeStrategy, exclusive: isExclusive(spec), phase: (deployment?.status ?? 'none') as Phase, oldestFirst: spec.killSelection === 'OLDEST_FIRST',
    changesVersion: (deployment?.kind === 'deploy' || deployment?.kind === 'rollBack') && before !== null && before?.version !== app.wantedVersion, progress: deployment ? progressOf(deployment) : {},
  };
}

const needsOf = (app: AppRow) => (row: InstanceRow) => {
  const spec = specOf(app, row.versionNumber);
  return { steadyMs: spec.upgradeStrategy.minHealthySeconds * 1000, probed: isProbed(spec) };
};

/** What there is of the app now, before the proxy is asked. Warm instances wait for a switch back and count for nothing, unless they are to go. */
export function observeBase(app: AppRow, now = Date.now()): { engine: Engine | undefined; observed: ObservedInstance[]; warm: InstanceRow[]; all: ObservedInstance[] } {
  const engine = engineMap().get(app.environmentId);
  const isStopping = app.suspended || app.destroyRequestedAt !== null;
  const warm = isStopping ? [] : app.instances.filter((row) => row.warmUntil !== null && row.warmUntil.getTime() > now && row.versionNumber !== app.wantedVersion);
  const all = engine ? observe(engine, app.instances, steadySince(), needsOf(app), now) : [];
  return { engine, observed: all, warm, all };
}

/** As above; with routes an instance is ready once the proxy says that it sends it traffic. */
export function observeApp(app: AppRow, now = Date.now()): ReturnType<typeof observeBase> {
  const { engine, warm, all: base } = observeBase(app, now);
  const settings = proxySettingsOf(app.environmentId);
  const routed = new Map<number, boolean>();
  const needsProxy = (version: number) => routed.get(version) ?? routed.set(version, takesTraffic(app, version, settings)).get(version)!;
  const isWarm = new Set(warm.map(({ id }) => id));
  const all = base.map((one) => (one.readiness === 'ready' && !isWarm.has(one.id) && needsProxy(one.version) && rotationOf(app.environmentId, one.id) !== 'in' ? { ...one, readiness: 'starting' as const } : one));
  return { engine, observed: all.filter(({ id }) => !isWarm.has(id)), warm, all };
}

/** Whether any route, also of what is wanted by now, leads to instances of a version. */
function takesTraffic(app: AppRow, version: number, settings: Parameters<typeof routesOf>[2]): boolean {
  const of = (number: number) => routesOf(app.path, specOf(app, number), settings).some(({ route }) => portOfRoute(specOf(app, version), route) !== undefined);
  return of(app.wantedVersion);
}
