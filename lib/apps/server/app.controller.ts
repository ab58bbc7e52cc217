import { appsByContainer } from '@/lib/containers/server/app-of-container';
import { engineMap } from '@/lib/environments/server/engines';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { findApp, findApps } from './app.repo';
import { noteEvent, setDeploymentReason, type Reason } from './deployment.repo';
import { keepThings } from './keep-things';
import { activeDeployment } from './observe-app';
import { giveUp, reconcileApp, tellApp } from './reconcile-app';

const RESYNC_MS = 5_000;
const SOON_MS = 500;
const FIRST_RETRY_MS = 1_000;
const MOST_RETRY_MS = 30_000;
/** Trying again will not make these right. */
const FINAL = new Set(['environments.image_not_found', 'environments.image_pull_denied', 'environments.engine_bad_request', 'environments.port_taken', 'environments.no_space', 'environments.registry_unreachable', 'apps.image_not_made']);
const TRIES = 2;

interface Controller {
  queued: Map<string, NodeJS.Timeout>;
  running: Set<string>;
  again: Set<string>;
  retries: Map<string, { tries: number; nextAt: number }>;
  stopped: boolean;
}

const controller = () => processState<Controller>('app-controller', () => ({ queued: new Map(), running: new Set(), again: new Set(), retries: new Map(), stopped: false }));

/** When an app whose last pass failed is tried again, as milliseconds of the clock. */
export const nextTryAt = (appId: string) => controller().retries.get(appId)?.nextAt;

/**
 * Level-triggered: events and writes only say which app to look at; each pass loads, observes, plans and acts anew.
 */
export async function startAppController(): Promise<void> {
  const state = controller();
  state.stopped = false;
  await enqueueAll();
  const timer = setInterval(() => void enqueueAll().catch((error: unknown) => log.warn({ err: error }, 'apps were not read')), RESYNC_MS);
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
    state.stopped = true;
    clearInterval(timer);
    clearInterval(watch);
    for (const queued of state.queued.values()) clearTimeout(queued);
  });
}

async function enqueueAll(): Promise<void> {
  const owned = appsByContainer();
  const seen = new Set<string>();
  const apps = await findApps();
  keepThings(apps);
  for (const app of apps) {
    for (const row of app.instances) if (row.containerId) { owned.set(row.containerId, { id: app.id, path: app.path }); seen.add(row.containerId); }
    // One that waits after a failure keeps its turn.
    if (!controller().queued.has(app.id)) enqueue(app.id);
  }
  for (const id of owned.keys()) if (!seen.has(id)) owned.delete(id);
}

/** Looks at the app soon. Called many times it is looked at once; called during a pass, once more after it. */
export function enqueue(appId: string | undefined, afterMs = 0): void {
  const state = controller();
  if (!appId || state.stopped) return;
  if (state.running.has(appId)) return void state.again.add(appId);
  clearTimeout(state.queued.get(appId));
  state.queued.set(appId, setTimeout(() => { state.queued.delete(appId); void pass(appId); }, afterMs));
}

async function pass(appId: string): Promise<void> {
  const state = controller();
  if (state.running.has(appId)) return void state.again.add(appId);
  state.running.add(appId);
  let next: number | undefined;
  try {
    next = await reconcileApp(appId);
    if (state.retries.delete(appId)) await clearTrouble(appId);
  } catch (error) {
    const tries = (state.retries.get(appId)?.tries ?? 0) + 1;
    next = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), MOST_RETRY_MS);
    state.retries.set(appId, { tries, nextAt: Date.now() + next });
    await noteTrouble(appId, error, tries).catch((second: unknown) => log.warn({ err: second, appId }, 'the trouble of an app was not noted'));
  } finally {
    state.running.delete(appId);
  }
  tellApp(appId);
  if (state.again.delete(appId)) enqueue(appId);
  else if (next !== undefined) enqueue(appId, next);
}

/** What held a rollout up does so no more. Why one is paused or goes back stays. */
async function clearTrouble(appId: string): Promise<void> {
  const app = await findApp(appId);
  const deployment = app && activeDeployment(app);
  if (deployment?.status === 'running') await setDeploymentReason(deployment.id, null);
}

/** Tries again now what waits after a failure. */
export function retryNow(appId: string): void {
  controller().retries.delete(appId);
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
