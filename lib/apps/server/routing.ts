import { createHash, createHmac } from 'node:crypto';
import { engineMap } from '@/lib/environments/server/engines';
import type { Engine } from '@/lib/environments/server/engine';
import { openSecrets } from '@/lib/groups/server/settings';
import { processState } from '@/lib/platform/server/process-state';
import { credentialSalt } from '@/lib/proxy/model/haproxy-config';
import type { WantedProxy, WantedRoute } from '@/lib/proxy/model/wanted';
import { proxySettingsOf } from '@/lib/proxy/server/proxy-settings';
import type { AppRoute } from '@/lib/proxy/spec';
import { appRouting, routesOf, type RoutedInstance } from '../model/routing';
import { findApps, pinsOf, specOf, type AppRow } from './app.repo';
import { observeBase, situationOf } from './observe-app';

/** Names a route in the proxy's configuration, where a host may be too long for one. */
export const routeIdOf = (key: string): string => `r${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;

/** Whether the proxy has anything to do with an app. */
export function isRouted(app: AppRow): boolean {
  return routesOf(app.path, specOf(app), proxySettingsOf(app.environmentId)).length > 0;
}

/** All that the proxy of an environment is to do, from what is wanted and what is ready now. */
export async function wantedProxy(environmentId: string): Promise<WantedProxy> {
  const engine = engineMap().get(environmentId);
  const apps = (await findApps()).filter((app) => app.environmentId === environmentId);
  const routes = engine ? (await Promise.all(apps.map((app) => wantedRoutes(app, engine)))).flat() : [];
  // A key has one claim; were there two, the first by path would keep what it has.
  const seen = new Set<string>();
  return { environmentId, routes: routes.filter(({ id }) => !seen.has(id) && seen.add(id)) };
}

async function wantedRoutes(app: AppRow, engine: Engine): Promise<WantedRoute[]> {
  const settings = proxySettingsOf(app.environmentId);
  const { observed } = observeBase(app);
  const { wanted, phase, changesVersion, progress } = situationOf(app, observed);
  const previousVersion = wanted.previous?.version ?? null;
  if (![app.wantedVersion, previousVersion].some((version) => version !== null && routesOf(app.path, specOf(app, version), settings).length > 0)) return [];
  const ready = new Set(observed.filter(({ readiness }) => readiness === 'ready').map(({ id }) => id));
  const now = Date.now();
  const instances = app.instances.flatMap((row): RoutedInstance[] => {
    const address = ready.has(row.id) && row.containerId ? addressOf(engine, row.containerId) : null;
    return address ? [{ id: row.id, version: row.versionNumber, generation: row.generation, address, warm: row.warmUntil !== null && row.warmUntil.getTime() > now && row.versionNumber !== app.wantedVersion }] : [];
  });
  const routing = appRouting({ path: app.path, wanted, previousVersion, specOf: (version) => specOf(app, version), instances, phase, changesVersion, progress, ...settings });
  return Promise.all(routing.map(async ({ key, host, options, version, pool, sides }) => ({ id: routeIdOf(key), appId: app.id, appPath: app.path, host, options, credentials: await credentialsOf(app, version, options), pool, sides })));
}

/** As the host reaches it; one in the host's own network is there itself. */
function addressOf(engine: Engine, containerId: string): string | null {
  const row = engine.inventory.container(containerId);
  if (!row) return null;
  const found = row.addresses.find(({ address }) => address)?.address;
  return found ?? (row.addresses.length === 0 || row.addresses.some(({ network }) => network === 'host') ? '127.0.0.1' : null);
}

/** What a version's settings mean never changes, and the proxy needs no password, only what one hashes to. */
const hashed = () => processState('route-credentials', () => new Map<string, string[]>());

async function credentialsOf(app: AppRow, version: number, { basicAuth }: AppRoute): Promise<string[]> {
  if (!basicAuth) return [];
  const key = `${app.id} ${version} ${JSON.stringify(basicAuth.users)}`;
  const known = hashed().get(key);
  if (known) return known;
  const secrets = await openSecrets(pinsOf(app, version).secrets);
  const salt = Buffer.from(credentialSalt(app.environmentId), 'base64');
  const all = basicAuth.users.map(({ name, password }) => createHmac('sha256', salt).update(`${name}:${secrets[password.secret] ?? ''}`).digest('hex').toUpperCase());
  hashed().set(key, all);
  return all;
}
