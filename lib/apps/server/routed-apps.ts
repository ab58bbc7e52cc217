import { may, type Scope } from '@/lib/access/model/scope';
import { engineMap } from '@/lib/environments/server/engines';
import type { WantedRoute } from '@/lib/proxy/model/wanted';
import { rotationOf, rowsOf } from '@/lib/proxy/server/proxy-state';
import { findApps, type AppRow } from './app.repo';
import { observeBase } from './observe-app';
import { wantedProxy } from './routing';

export interface RoutedInstanceState {
  id: string;
  name: string;
  containerId: string | null;
  version: number;
  state: 'ready' | 'draining' | 'down' | 'waiting' | 'warm';
  drainingSince: Date | null;
  /** What the proxy's check found, where it does not reach it. */
  check: string;
}

export interface RoutedApp {
  id: string;
  path: string;
  environmentId: string;
  environment: string;
  suspended: boolean;
  wantedInstances: number;
  instances: RoutedInstanceState[];
  routes: WantedRoute[];
}

/** The apps with routes that a person may see, with the routes as they are wanted now and what the proxy says of each instance. */
export async function findRoutedApps(scope: Scope, appId?: string): Promise<RoutedApp[]> {
  const apps = (await findApps()).filter(({ id, path }) => (!appId || id === appId) && may(scope, 'app:view', path));
  const environments = [...new Set(apps.map(({ environmentId }) => environmentId))];
  const routes = (await Promise.all(environments.map(wantedProxy))).flatMap((proxy) => proxy.routes);
  const byApp = new Map<string, WantedRoute[]>();
  for (const route of routes) byApp.set(route.appId, [...(byApp.get(route.appId) ?? []), route]);
  return apps.flatMap((app) => {
    const own = byApp.get(app.id);
    return own ? [{ id: app.id, path: app.path, environmentId: app.environmentId, environment: app.environment.name, suspended: app.suspended, wantedInstances: app.wantedInstances, instances: statesOf(app), routes: own }] : [];
  });
}

function statesOf(app: AppRow): RoutedInstanceState[] {
  const { all, warm } = observeBase(app);
  const isReady = new Set(all.filter(({ readiness }) => readiness === 'ready').map(({ id }) => id));
  const isWarm = new Set(warm.map(({ id }) => id));
  return app.instances.toSorted((a, b) => a.slot - b.slot).map((row) => {
    const rotation = rotationOf(app.environmentId, row.id);
    const state = row.drainingSince ? 'draining' : isWarm.has(row.id) ? 'warm' : rotation === 'down' ? 'down' : isReady.has(row.id) && rotation === 'in' ? 'ready' : 'waiting';
    const down = state === 'down' ? rowsOf(app.environmentId, row.id, false).find(({ status }) => status === 'down') : undefined;
    return { id: row.id, name: row.containerName, containerId: row.containerId, version: row.versionNumber, state, drainingSince: row.drainingSince, check: down?.check ?? '' };
  });
}

/** Whether the engine that an environment's proxy runs on answers. */
export const isEngineUp = (environmentId: string) => engineMap().get(environmentId)?.status().kind === 'up';
