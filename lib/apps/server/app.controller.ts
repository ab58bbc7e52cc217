import { isDeepStrictEqual } from 'node:util';
import { appsByContainer } from '@/lib/environments/server/app-of-container';
import { engineMap } from '@/lib/environments/server/engines';
import { isAppError } from '@/lib/platform/errors';
import { secretsGiven } from '@/lib/environments/server/shown-secrets';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { steady } from '../model/reservation';
import { isReached } from '../model/plan-app';
import { credentialUsers } from '@/lib/registries/server/manage-registries';
import { closeQueue, enqueue, isQueued, openQueue } from './app.queue';
import { findApp, findApps, specOf, type AppRow } from './app.repo';
import { findAppPath } from './locate-app.repo';
import { noteEvent, setDeploymentReason, type Reason } from './deployment.repo';
import { secretsOfContainer } from './given-secrets';
import { delayedUntil, pardon } from './heal-app';
import { giveUp } from './judge-rollout';
import { keepThings } from './keep-things';
import { activeDeployment, observeApp, situationOf } from './observe-app';
import { forgetAllContainers, forgetContainersBut, isProbed } from './prober';
import { proxySources } from '@/lib/proxy/server/proxy-state';
import { reconcileApp } from './reconcile-app';
import { wantedProxy } from './routing';
import { amountsIn, settle } from './reservation.repo';
import { reclaimRoutes } from './reclaim-routes';
import { sidecarsOf } from './sidecars';
import { tellApp } from './tell-app';

const RESYNC_MS = 5_000;
/** How often also those are looked at that stand as they should. */
const FULL_RESYNC_MS = 60_000;
const SOON_MS = 500;
const FIRST_RETRY_MS = 1_000;
const MOST_RETRY_MS = 30_000;
/** Trying again will not make these right. */
const FINAL = new Set(['environments.image_not_found', 'environments.image_pull_denied', 'environments.engine_bad_request', 'environments.port_taken', 'environments.no_space', 'environments.registry_unreachable', 'apps.image_not_made', 'apps.image_not_yours', 'apps.root_forbidden', 'apps.tenant_network_foreign', 'groups.secret_unknown', 'groups.key_changed', 'registries.unknown']);
const TRIES = 2;

const retries = () => processState('app-retries', () => new Map<string, { tries: number; nextAt: number }>());

/** When what failed is tried again, as milliseconds of the clock. */
export const nextTryAt = (appId: string) => retries().get(appId)?.nextAt ?? delayedUntil(appId);

/**
 * Level-triggered: events and writes only say which app to look at; each pass loads, observes, plans and acts anew.
 */
export async function startAppController(): Promise<void> {
  secretsGiven().to = secretsOfContainer;
  Object.assign(proxySources(), { wanted: wantedProxy, onRotation: (ids: string[]) => ids.forEach((id) => enqueue(id)), onSettings: reclaimRoutes });
  openQueue(pass);
  let fullAt = 0;
  const resync = async () => {
    const full = Date.now() - fullAt >= FULL_RESYNC_MS;
    if (full) fullAt = Date.now();
    await enqueueAll(full);
  };
  await resync();
  const timer = setInterval(() => void resync().catch((error: unknown) => log.warn({ err: error }, 'apps were not read')), RESYNC_MS);
  const watched = new Set<string>();
  const watch = setInterval(() => {
    for (const engine of engineMap().values()) {
      if (watched.has(engine.inventory.epoch)) continue;
      watched.add(engine.inventory.epoch);
      engine.inventory.subscribe(({ resource, upserted, removed }) => {
        if (resource !== 'container') return;
        for (const id of [...upserted, ...removed]) enqueue(appsByContainer().get(id)?.id);
      });
    }
  }, SOON_MS);
  onShutdown(() => {
    clearInterval(timer);
    clearInterval(watch);
    closeQueue();
    forgetAllContainers();
  });
}

async function enqueueAll(full: boolean): Promise<void> {
  const owned = appsByContainer();
  const seen = new Set<string>();
  const apps = await findApps();
  keepThings(apps);
  const users = new Map(apps.flatMap((app) => [specOf(app), ...specOf(app).sidecars].flatMap(({ registryCredential }) => (registryCredential ? [[registryCredential, app.path] as const] : []))));
  credentialUsers().of = (name) => users.get(name);
  if (full) await settleAll(apps);
  for (const app of apps) {
    for (const row of app.instances) {
      for (const id of [row.containerId, ...sidecarsOf(row).map(({ containerId }) => containerId)]) {
        if (!id) continue;
        owned.set(id, { id: app.id, path: app.path });
        seen.add(id);
      }
    }
    // One that waits after a failure keeps its turn.
    if (!isQueued(app.id) && (full || !isQuiet(app))) enqueue(app.id);
  }
  for (const id of owned.keys()) if (!seen.has(id)) owned.delete(id);
  forgetContainersBut(seen);
}

/** Stands as it should, with nothing to look after: an event would tell of a change. */
function isQuiet(app: AppRow): boolean {
  if (activeDeployment(app) || app.destroyRequestedAt) return false;
  const { observed, warm } = observeApp(app);
  const { wanted } = situationOf(app, observed);
  return warm.length === 0 && isReached(wanted, observed) && specOf(app).sidecars.length === 0 && !isProbed(specOf(app));
}

/** What a process that was killed had no time to give back. */
async function settleAll(apps: readonly AppRow[]): Promise<void> {
  for (const app of apps) {
    if (activeDeployment(app) || isDeepStrictEqual(amountsIn(app), steady(app.suspended ? null : { spec: specOf(app), instances: app.wantedInstances }))) continue;
    await settle(app.id);
  }
}

async function pass(appId: string): Promise<number | undefined> {
  let next: number | undefined;
  try {
    next = await reconcileApp(appId);
    if (retries().delete(appId)) await clearTrouble(appId);
  } catch (error) {
    const tries = (retries().get(appId)?.tries ?? 0) + 1;
    next = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), MOST_RETRY_MS);
    retries().set(appId, { tries, nextAt: Date.now() + next });
    await noteTrouble(appId, error, tries).catch((second: unknown) => log.warn({ err: second, appId }, 'the trouble of an app was not noted'));
  }
  const owner = await findAppPath(appId);
  if (owner) tellApp(appId, owner);
  return next;
}

/** What held a rollout up does so no more. Why one is paused or goes back stays. */
async function clearTrouble(appId: string): Promise<void> {
  const app = await findApp(appId);
  const deployment = app && activeDeployment(app);
  if (deployment?.status === 'running') await setDeploymentReason(deployment.id, null);
}

/** Tries again now what waits after a failure. */
export function retryNow(appId: string): void {
  retries().delete(appId);
  pardon(appId);
  enqueue(appId);
}

async function noteTrouble(appId: string, error: unknown, tries: number): Promise<void> {
  if (!isAppError(error)) log.error({ err: error, appId }, 'a pass over an app failed');
  const app = await findApp(appId);
  const deployment = app && activeDeployment(app);
  if (!app || !deployment) return;
  const reason: Reason = isAppError(error) ? { code: error.code, params: error.params } : { code: 'platform.internal', params: { reference: deployment.id.slice(-8) } };
  if (deployment.status === 'running' && FINAL.has(reason.code) && tries >= TRIES) await giveUp(app, deployment, reason);
  else {
    if (tries === 1) await noteEvent(deployment.id, 'trouble', { code: reason.code, ...reason.params });
    await setDeploymentReason(deployment.id, reason);
  }
}
