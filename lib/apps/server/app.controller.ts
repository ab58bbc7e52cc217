import { appsByContainer } from '@/lib/containers/server/app-of-container';
import { engineMap } from '@/lib/environments/server/engines';
import type { Engine } from '@/lib/environments/server/engine';
import { isAppError } from '@/lib/platform/errors';
import { publishLive } from '@/lib/platform/server/live-bus';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { isReached, planApp, type AppAction, type ObservedInstance } from '../model/plan-app';
import type { AppSpec } from '../spec';
import { createInstance, endDeployment, endInstance, findApp, findApps, finishDestroy, markStarted, noteContainer, setDeploymentReason, specOf, takeBack, type AppRow, type InstanceRow, type Reason } from './app.repo';
import { ensureImage, inspectFailure, makeContainer, nameFor, observe, removeContainer, startContainer, type SteadySince } from './engine-runtime.adapter';
import { toWanted } from './to-wanted';

const RESYNC_MS = 5_000;
const SOON_MS = 500;
const FIRST_RETRY_MS = 1_000;
const MOST_RETRY_MS = 30_000;
/** How often a new instance may fall before its deployment is judged to have failed. */
const MOST_RESTARTS = 2;
const READY_DEADLINE_MS = 5 * 60_000;
/** Trying again will not make these right. */
const FINAL = new Set(['environments.image_not_found', 'environments.image_pull_denied', 'environments.engine_bad_request', 'environments.port_taken', 'environments.no_space', 'environments.registry_unreachable', 'apps.image_not_made']);
const TRIES = 2;

interface Controller {
  queued: Map<string, NodeJS.Timeout>;
  running: Set<string>;
  again: Set<string>;
  retries: Map<string, number>;
  steadySince: SteadySince;
  stopped: boolean;
}

const controller = () =>
  processState<Controller>('app-controller', () => ({ queued: new Map(), running: new Set(), again: new Set(), retries: new Map(), steadySince: new Map(), stopped: false }));

export const steadySince = () => controller().steadySince;

/**
 * Level-triggered: events and writes only say which app to look at; each pass loads, observes, plans and acts anew, so it
 * can be killed at any line and go on from what is there.
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
  for (const app of await findApps()) {
    for (const row of app.instances) if (row.containerId) { owned.set(row.containerId, { id: app.id, path: app.path }); seen.add(row.containerId); }
    enqueue(app.id);
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
    next = await reconcile(appId);
    state.retries.delete(appId);
  } catch (error) {
    const tries = (state.retries.get(appId) ?? 0) + 1;
    state.retries.set(appId, tries);
    next = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), MOST_RETRY_MS);
    await noteTrouble(appId, error, tries).catch((second: unknown) => log.warn({ err: second, appId }, 'the trouble of an app was not noted'));
  } finally {
    state.running.delete(appId);
  }
  publishLive({ kind: 'app', permission: 'app:view', data: { id: appId }, replaceKey: `app:${appId}` });
  if (state.again.delete(appId)) enqueue(appId);
  else if (next !== undefined) enqueue(appId, next);
}

/** One pass. Returns when to look again by itself, or undefined to wait for an event. */
async function reconcile(appId: string): Promise<number | undefined> {
  const app = await findApp(appId);
  const engine = app && engineMap().get(app.environmentId);
  if (!app || !engine || engine.status().kind !== 'up') return undefined;
  const { steadySince: steady } = controller();
  await completeContainers(app, engine);
  const fresh = (await findApp(appId)) ?? app;
  const observed = observe(engine, fresh.instances, steady, Date.now());
  const wanted = toWanted(fresh);
  const deployment = fresh.deployments.find(({ status }) => status === 'running');

  const failed = deployment && observed.find((one) => one.readiness === 'failed' && one.version === wanted.version && one.generation === wanted.generation);
  if (failed && (await judge(fresh, engine, failed))) return 0;

  const actions = planApp(wanted, observed);
  if (actions.length > 0) {
    if (actions.some(({ kind }) => kind === 'create')) await ensureImage(engine, specOf(fresh));
    await Promise.all(actions.map((action) => act(action, fresh, engine)));
    return SOON_MS;
  }
  if (!isReached(wanted, observed)) return deployment ? await tooLate(fresh, observed) : RESYNC_MS;
  if (deployment) await endDeployment(deployment.id, 'succeeded', null, new Date());
  if (fresh.destroyRequestedAt) await finishDestroy(fresh.id, new Date());
  return undefined;
}

/** Rows without a container, or with one that was never started: the work of a pass that did not come to its end. */
async function completeContainers(app: AppRow, engine: Engine): Promise<void> {
  const wanted = toWanted(app);
  const open = app.instances.filter((row) => row.state !== 'started' && row.versionNumber === wanted.version && row.generation === wanted.generation && wanted.instances > 0);
  if (open.length === 0) return;
  await ensureImage(engine, specOf(app));
  await Promise.all(open.map((row) => bringUp(app, row, engine, specOf(app, row.versionNumber))));
}

async function act(action: AppAction, app: AppRow, engine: Engine): Promise<void> {
  if (action.kind === 'create') {
    const row = await createInstance({ appId: app.id, versionNumber: app.wantedVersion, generation: app.generation, slot: action.slot, containerName: nameFor(app, action.slot) });
    return bringUp(app, row, engine, specOf(app));
  }
  const row = app.instances.find(({ id }) => id === action.id)!;
  const containerId = row.containerId ?? (await findByName(engine, row));
  const exitCode = containerId ? await removeContainer(engine, containerId, specOf(app, row.versionNumber).taskKillGracePeriodSeconds) : null;
  await endInstance(row, exitCode, new Date());
}

/** A create whose answer was lost left a container that only its name leads to. */
const findByName = (engine: Engine, row: InstanceRow) =>
  engine.call((docker) => docker.getContainer(row.containerName).inspect()).then(
    (found) => (found.Config.Labels['gantry.instance'] === row.id ? found.Id : null),
    (error: unknown) => {
      if (isAppError(error) && error.status === 404) return null;
      throw error;
    },
  );

async function bringUp(app: AppRow, row: InstanceRow, engine: Engine, spec: AppSpec): Promise<void> {
  const containerId = row.containerId ?? (await makeContainer(engine, app, row, spec));
  appsByContainer().set(containerId, { id: app.id, path: app.path });
  if (row.containerId !== containerId) await noteContainer(row.id, containerId);
  await startContainer(engine, containerId);
  await engine.inventory.refresh('container');
  await markStarted(row.id);
}

/** Whether a new instance that fell has fallen for good. If so the deployment ends, and what served before stays wanted. */
async function judge(app: AppRow, engine: Engine, failed: ObservedInstance): Promise<boolean> {
  const row = app.instances.find(({ id }) => id === failed.id)!;
  if (!row.containerId) return false;
  const found = await inspectFailure(engine, row.containerId);
  const container = engine.inventory.container(row.containerId);
  const ended = container?.state === 'exited' || container?.state === 'dead';
  if (container?.health !== 'unhealthy' && !ended && found.restarts < MOST_RESTARTS) return false;
  const reason: Reason = container?.health === 'unhealthy'
    ? { code: 'apps.unhealthy', params: { instance: row.containerName, output: found.healthOutput } }
    : { code: 'apps.exited', params: { instance: row.containerName, exitCode: found.exitCode, oom: found.oomKilled ? 'yes' : 'no' } };
  return fail(app, reason);
}

async function fail(app: AppRow, reason: Reason): Promise<boolean> {
  const deployment = app.deployments.find(({ status }) => status === 'running');
  if (!deployment) return false;
  await endDeployment(deployment.id, 'failed', reason, new Date());
  if (deployment.kind === 'deploy' && deployment.fromVersion !== null && deployment.fromVersion !== app.wantedVersion) await takeBack(app, deployment);
  return true;
}

async function tooLate(app: AppRow, observed: readonly ObservedInstance[]): Promise<number> {
  const deployment = app.deployments.find(({ status }) => status === 'running')!;
  if (Date.now() - deployment.createdAt.getTime() > READY_DEADLINE_MS) {
    await fail(app, { code: 'apps.not_ready_in_time', params: { ready: observed.filter(({ readiness }) => readiness === 'ready').length, wanted: app.wantedInstances, minutes: READY_DEADLINE_MS / 60_000 } });
  }
  return SOON_MS;
}

async function noteTrouble(appId: string, error: unknown, tries: number): Promise<void> {
  if (!isAppError(error)) log.error({ err: error, appId }, 'a pass over an app failed');
  const app = await findApp(appId);
  const deployment = app?.deployments.find(({ status }) => status === 'running');
  if (!app || !deployment) return;
  const reason: Reason = isAppError(error) ? { code: error.code, params: error.params } : { code: 'platform.internal', params: { reference: deployment.id.slice(-8) } };
  if (FINAL.has(reason.code) && tries >= TRIES) await fail(app, reason);
  else await setDeploymentReason(deployment.id, reason);
}
