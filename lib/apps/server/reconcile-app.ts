import { appsByContainer } from '@/lib/containers/server/app-of-container';
import { startContainer } from '@/lib/containers/server/make-container';
import { engineMap } from '@/lib/environments/server/engines';
import type { Engine } from '@/lib/environments/server/engine';
import { isAppError } from '@/lib/platform/errors';
import { publishLive } from '@/lib/platform/server/live-bus';
import { processState } from '@/lib/platform/server/process-state';
import { containerNameOf } from '../model/container-request';
import { isOf, isReached, planApp, type AppAction, type ObservedInstance } from '../model/plan-app';
import { advance, rolloutOf } from '../model/rollout';
import { findApp, finishDestroy, pinImage, restoreBefore, specOf, suspendInstead, type AppRow } from './app.repo';
import { beforeOf, endDeployment, moveDeployment, noteEvent, progressOf, setDeploymentReason, type DeploymentRow, type Reason } from './deployment.repo';
import { ensureImage, failureReason, inspectFailure, makeContainer, removeContainer, type Image } from './engine-runtime.adapter';
import { createInstance, endInstance, keepWarm, markReady, markStarted, noteContainer, noteFall, type InstanceRow } from './instance.repo';
import { activeDeployment, observeApp, situationOf } from './observe-app';

const SOON_MS = 500;
const RESYNC_MS = 5_000;
/** How often a new instance may fall before its rollout is judged to have failed. */
const MOST_RESTARTS = 2;

/** What pulls are under way, for the screen only. */
export const pulls = () => processState('app-pulls', () => new Map<string, object>());

export const tellApp = (id: string) => publishLive({ kind: 'app', permission: 'app:view', data: { id }, replaceKey: `app:${id}` });

/**
 * One pass over one app: loads, observes, plans, acts. It can be killed at any line and go on from what is there.
 * Returns when to look again by itself, or undefined to wait for an event.
 */
export async function reconcileApp(appId: string): Promise<number | undefined> {
  const loaded = await findApp(appId);
  const engine = loaded && engineMap().get(loaded.environmentId);
  if (!loaded || !engine || engine.status().kind !== 'up') return undefined;
  await completeContainers(loaded, engine);
  const app = (await findApp(appId)) ?? loaded;
  const deployment = activeDeployment(app);
  const now = Date.now();
  const { observed, warm } = observeApp(app, now);
  const situation = situationOf(app, observed);
  await noteReady(app, observed, deployment);

  if (deployment?.status === 'running') {
    const failed = await findFallen(app, engine, observed);
    if (failed) return giveUp(app, deployment, failed);
  }
  const actions = planApp(situation.wanted, observed, rolloutOf(situation));
  if (actions.length > 0) {
    await act(app, engine, actions);
    return SOON_MS;
  }
  if (isReached(situation.wanted, observed)) {
    if (deployment && (deployment.status !== 'paused')) await finish(app, deployment);
    if (app.destroyRequestedAt) await finishDestroy(app.id, new Date());
    return warm.length > 0 ? Math.max(SOON_MS, Math.min(...warm.map(({ warmUntil }) => warmUntil!.getTime())) - now) : undefined;
  }
  if (!deployment) return RESYNC_MS;
  const next = advance(situation, now);
  if (next.kind === 'step' && (await moveDeployment(deployment, { progress: next.progress }))) {
    const { canarySteps } = situation.strategy;
    const step = next.progress.step ?? 0;
    await noteEvent(deployment.id, next.progress.stepSince ? 'step_reached' : step < canarySteps.length ? 'step_started' : 'last_step_started', { step: step + 1, steps: canarySteps.length });
    return 0;
  }
  if (next.kind === 'switch') {
    await keepWarm(app.id, situation.wanted, new Date(now + situation.strategy.keepForSeconds * 1000));
    await noteEvent(deployment.id, 'switched', { seconds: situation.strategy.keepForSeconds });
    return 0;
  }
  return next.kind === 'wait' ? RESYNC_MS : tooLate(app, deployment, observed, now);
}

/** Rows without a container, or with one that was never started: the work of a pass that did not come to its end. */
async function completeContainers(app: AppRow, engine: Engine): Promise<void> {
  const { wanted } = situationOf(app, []);
  if (wanted.instances === 0) return;
  const isWanted = (row: InstanceRow) => [wanted, wanted.previous].some((set) => set !== null && row.versionNumber === set.version && row.generation === set.generation);
  const open = app.instances.filter((row) => row.state !== 'started' && isWanted(row));
  await Promise.all([...new Set(open.map((row) => row.versionNumber))].map(async (version) => {
    const image = await prepareImage(app, engine, version);
    await Promise.all(open.filter((row) => row.versionNumber === version).map((row) => bringUp(app, row, engine, image)));
  }));
}

async function act(app: AppRow, engine: Engine, actions: AppAction[]): Promise<void> {
  const { wanted } = situationOf(app, []);
  const creates = actions.filter((action) => action.kind === 'create');
  const sets = new Map(creates.map(({ of }) => [of, of === 'wanted' ? wanted : wanted.previous!]));
  const images = new Map(await Promise.all([...sets].map(async ([of, set]) => [of, await prepareImage(app, engine, set.version)] as const)));
  await Promise.all(actions.map(async (action) => {
    if (action.kind === 'remove') return takeDown(app, app.instances.find(({ id }) => id === action.id)!, engine);
    const { version, generation } = sets.get(action.of)!;
    const containerName = containerNameOf(app.path, app.id, version, generation, action.slot);
    const row = await createInstance({ appId: app.id, versionNumber: version, generation, slot: action.slot, containerName });
    return bringUp(app, row, engine, images.get(action.of)!);
  }));
}

async function prepareImage(app: AppRow, engine: Engine, version: number): Promise<Image> {
  const pinned = app.versions.find(({ number }) => number === version)?.imageId ?? null;
  const spec = specOf(app, version);
  const deployment = activeDeployment(app);
  const image = await ensureImage(engine, spec, pinned, (progress) => {
    if (progress?.layers === 0 && deployment) void noteEvent(deployment.id, 'image_pulling', { image: spec.image });
    if (progress) pulls().set(app.id, progress);
    else pulls().delete(app.id);
    tellApp(app.id);
  });
  if (!pinned) await pinImage(app.id, version, image.id);
  return image;
}

async function bringUp(app: AppRow, row: InstanceRow, engine: Engine, image: Image): Promise<void> {
  const spec = specOf(app, row.versionNumber);
  const containerId = row.containerId ?? (await makeContainer(engine, app, row, spec, image));
  appsByContainer().set(containerId, { id: app.id, path: app.path });
  if (row.containerId !== containerId) await noteContainer(row.id, containerId);
  await startContainer(engine, containerId);
  await engine.inventory.refresh('container');
  await markStarted(row.id);
  const deployment = activeDeployment(app);
  if (deployment) await noteEvent(deployment.id, 'instance_started', { instance: row.containerName, version: row.versionNumber });
  tellApp(app.id);
}

async function takeDown(app: AppRow, row: InstanceRow, engine: Engine): Promise<void> {
  const containerId = row.containerId ?? (await findByName(engine, row));
  const ending = containerId ? await removeContainer(engine, containerId, specOf(app, row.versionNumber).taskKillGracePeriodSeconds) : { exitCode: null, reason: null, lastLog: null };
  await endInstance(row, row.reason ? { ...ending, reason: row.reason as unknown as Reason, exitCode: row.exitCode } : ending, new Date());
  const deployment = activeDeployment(app);
  if (deployment) await noteEvent(deployment.id, 'instance_removed', { instance: row.containerName, version: row.versionNumber });
  tellApp(app.id);
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

async function noteReady(app: AppRow, observed: readonly ObservedInstance[], deployment: DeploymentRow | undefined): Promise<void> {
  const ready = new Set(observed.filter((one) => one.readiness === 'ready').map(({ id }) => id));
  for (const row of app.instances.filter(({ id, readyAt }) => ready.has(id) && readyAt === null)) {
    if (!(await markReady(row.id, new Date()))) continue;
    row.readyAt = new Date();
    if (deployment) await noteEvent(deployment.id, 'instance_ready', { instance: row.containerName, version: row.versionNumber });
    tellApp(app.id);
  }
}

/** A new instance that has fallen for good, with the reason; one that may still come up is given the time. */
async function findFallen(app: AppRow, engine: Engine, observed: readonly ObservedInstance[]): Promise<Reason | undefined> {
  const { wanted } = situationOf(app, observed);
  for (const one of observed.filter(isOf(wanted))) {
    const row = app.instances.find(({ id }) => id === one.id)!;
    const container = row.containerId ? engine.inventory.container(row.containerId) : undefined;
    if (!container || !row.containerId || (one.readiness !== 'failed' && one.readiness !== 'starting')) continue;
    // Between two falls it looks like one that starts; the next fall brings the exit code, and another pass.
    const found = await inspectFailure(engine, row.containerId);
    const ended = container.state === 'exited' || container.state === 'dead';
    if (found.unhealthy || (ended && one.readiness === 'failed') || (found.restarts >= MOST_RESTARTS && !found.running)) {
      const reason = failureReason(row.containerName, found);
      await noteFall(row.id, reason, found.exitCode);
      return reason;
    }
  }
  return undefined;
}

/** The rollout has failed: what was there before is wanted again, or it stops where it is, as its strategy says. */
export async function giveUp(app: AppRow, deployment: DeploymentRow, reason: Reason): Promise<number> {
  const { onFailure } = specOf(app).upgradeStrategy;
  const before = beforeOf(deployment);
  if (deployment.kind !== 'deploy' || (!before && onFailure === 'rollBack')) {
    await endDeployment(deployment.id, 'failed', reason, new Date());
    await noteEvent(deployment.id, 'failed');
  } else if (onFailure === 'pause') {
    if (await moveDeployment(deployment, { status: 'paused', reason })) await noteEvent(deployment.id, 'paused_by_failure');
  } else if (await restoreBefore(app, deployment, { endAs: 'failed', reason: { ...reason } })) {
    await noteEvent(deployment.id, 'rolling_back', { version: before!.version });
  }
  tellApp(app.id);
  return 0;
}

async function finish(app: AppRow, deployment: DeploymentRow): Promise<void> {
  const status = deployment.status === 'rollingBack' ? (progressOf(deployment).endAs ?? 'failed') : 'succeeded';
  // What held a success up is history; what made a failure stays its reason.
  if (status === 'succeeded' && deployment.reason) await setDeploymentReason(deployment.id, null);
  await endDeployment(deployment.id, status, null, new Date());
  await noteEvent(deployment.id, deployment.status === 'rollingBack' ? 'rolled_back' : 'succeeded');
  tellApp(app.id);
}

/** Cancelled by a person: what was wanted before is wanted again; of a first deployment nothing stays. */
export async function cancelRollout(app: AppRow, deployment: DeploymentRow): Promise<boolean> {
  if (beforeOf(deployment)) return restoreBefore(app, deployment, { endAs: 'cancelled' });
  if ((await suspendInstead(app)).count === 0) return false;
  await endDeployment(deployment.id, 'cancelled', null, new Date());
  return true;
}

async function tooLate(app: AppRow, deployment: DeploymentRow, observed: readonly ObservedInstance[], now: number): Promise<number> {
  if (deployment.status !== 'running') return SOON_MS;
  const { deadlineSeconds } = specOf(app).upgradeStrategy;
  const lastStep = progressOf(deployment).stepSince;
  const progressAt = Math.max(deployment.createdAt.getTime(), lastStep ? Date.parse(lastStep) : 0, ...app.instances.map(({ readyAt }) => readyAt?.getTime() ?? 0));
  const waits = observed.some((one) => one.readiness === 'starting' || one.readiness === 'failed');
  if (!waits || now - progressAt <= deadlineSeconds * 1000) return SOON_MS;
  return giveUp(app, deployment, { code: 'apps.not_ready_in_time', params: { ready: observed.filter(({ readiness }) => readiness === 'ready').length, wanted: app.wantedInstances, seconds: deadlineSeconds } });
}
