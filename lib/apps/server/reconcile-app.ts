import { engineMap } from '@/lib/environments/server/engines';
import type { Engine } from '@/lib/environments/server/engine';
import { containerNameOf } from '../model/container-request';
import { waitsFor } from '../model/placement';
import { isOf, isReached, planApp, type AppAction, type ObservedInstance } from '../model/plan-app';
import { advance, rolloutOf } from '../model/rollout';
import { findApp, finishDestroy, specOf, type AppRow } from './app.repo';
import { forgetCanary, watchCanary } from './canary-watch';
import { bringUp, prepare, tend } from './bring-up';
import { removeConfigFiles } from './config-files';
import { enqueue } from './app.queue';
import { findSiblings, moveDeployment, noteEvent, progressOf, setDeploymentReason, type DeploymentRow, type Reason } from './deployment.repo';
import { findToReplace } from './heal-app';
import { dropClaims } from './route-claim.repo';
import { createInstance, keepWarm, type InstanceRow } from './instance.repo';
import { findFallen, finish, giveUp, noteReady, tooLate } from './judge-rollout';
import { activeDeployment, observeApp, situationOf } from './observe-app';
import { placeApp } from './place-app';
import { watchContainer } from './prober';
import { removeHooks, runHook, type HookName } from './run-hook';
import { bringTraffic, endDrained, outOfRotation, retire } from './traffic';

const SOON_MS = 500;
const RESYNC_MS = 5_000;

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
  await lookAfter(app, engine);
  const deployment = activeDeployment(app);
  const trouble = await bringTraffic(app);
  const drains = await endDrained(app, engine);
  if (drains === 0) return 0;
  const now = Date.now();
  const { observed, warm } = observeApp(app, now);
  const situation = situationOf(app, observed);
  await noteReady(app, observed, deployment);

  if (deployment?.status === 'running') {
    const held = await holdBack(app, engine, deployment, observed);
    if (held !== undefined) return held;
    const isCanary = situation.strategy.kind === 'canary' && situation.changesVersion && observed.some((one) => !isOf(situation.wanted)(one));
    const analysis = isCanary ? await watchCanary(app, engine, deployment, observed) : null;
    const failed = await findFallen(app, engine, observed);
    // Where the old version fails alike, the new one is not what is wrong: it waits for better days, or for a person.
    if (failed && analysis?.verdict === 'good') return hold(deployment, { code: 'apps.canary_no_worse', params: { detail: String(failed.params.instance ?? '') } }, RESYNC_MS);
    if (failed) return giveUp(app, deployment, failed);
  }
  const replace = deployment ? { ids: new Set<string>(), nextAt: undefined } : await findToReplace(app, engine, observed, now);
  // What is to be replaced is planned as what is gone: it serves nobody and holds its slot for nothing.
  const seen = observed.map((one) => (replace.ids.has(one.id) ? { ...one, readiness: 'missing' as const } : one));
  const actions = planApp(situation.wanted, seen, rolloutOf(situation));
  if (actions.length > 0) return (await act(app, engine, actions, deployment, observed)) ? (drains ?? SOON_MS) : (drains ?? RESYNC_MS);
  if (drains !== undefined) return drains;
  if (isReached(situation.wanted, observed) && trouble && deployment?.status === 'running') return hold(deployment, trouble, SOON_MS);
  if (isReached(situation.wanted, observed)) return reached(app, engine, deployment, warm, now);
  if (!deployment) return replace.nextAt === undefined ? RESYNC_MS : Math.max(SOON_MS, Math.min(RESYNC_MS, replace.nextAt - now));
  const next = advance(situation, now);
  if (next.kind === 'step' && (await moveDeployment(deployment, { progress: next.progress }))) {
    const { canarySteps } = situation.strategy;
    const step = next.progress.step ?? 0;
    await noteEvent(deployment.id, next.progress.stepSince ? 'step_reached' : step < canarySteps.length ? 'step_started' : 'last_step_started', { step: step + 1, steps: canarySteps.length });
    return 0;
  }
  if (next.kind === 'switch') {
    await keepWarm(app.id, situation.wanted, new Date(now + situation.strategy.keepForSeconds * 1000));
    if (!(await moveDeployment(deployment, { progress: { ...situation.progress, switched: true } }))) return 0;
    // The switch is what the proxy has done, not what it was told.
    const unswitched = await bringTraffic((await findApp(appId))!);
    if (unswitched) return SOON_MS;
    await noteEvent(deployment.id, 'switched', { seconds: situation.strategy.keepForSeconds });
    return 0;
  }
  const why = trouble ?? outOfRotation(app, engine, observed);
  if (deployment.status === 'running' && (why || isAboutTraffic(deployment))) await hold(deployment, why, 0);
  return next.kind === 'wait' ? RESYNC_MS : tooLate(app, deployment, observed, now, why);
}

async function reached(app: AppRow, engine: Engine, deployment: DeploymentRow | undefined, warm: InstanceRow[], now: number): Promise<number | undefined> {
  if (deployment?.status === 'running') {
    const held = await passHook(app, engine, deployment, 'post');
    if (held !== undefined) return held;
  }
  if (deployment && deployment.status !== 'paused') {
    await finish(app, deployment);
    forgetCanary(deployment.id);
    await removeHooks(app, engine, undefined);
    // Only now what the version before said of its routes is over.
    const after = await findApp(app.id);
    if (after) await bringTraffic(after);
  }
  if (app.destroyRequestedAt) {
    await removeConfigFiles(engine, app.id);
    await finishDestroy(app.id, new Date());
    await dropClaims(app.id);
    await bringTraffic(app);
  }
  return warm.length > 0 ? Math.max(SOON_MS, Math.min(...warm.map(({ warmUntil }) => warmUntil!.getTime())) - now) : undefined;
}

/** Sidecars stand beside their main containers, probes ask what runs, and hooks that are over are gone. */
async function lookAfter(app: AppRow, engine: Engine): Promise<void> {
  for (const row of app.instances.filter(({ state }) => state === 'started')) {
    const container = row.containerId ? engine.inventory.container(row.containerId) : undefined;
    if (!container) continue;
    watchContainer(engine, container, specOf(app, row.versionNumber), () => enqueue(app.id));
    await tend(app, row, engine);
  }
  const deployment = activeDeployment(app);
  await removeHooks(app, engine, deployment?.status === 'running' ? deployment : undefined);
}

/** What a rollout waits for before its first step: apps that are to run before it, and its hook. */
async function holdBack(app: AppRow, engine: Engine, deployment: DeploymentRow, observed: readonly ObservedInstance[]): Promise<number | undefined> {
  const { wanted } = situationOf(app, observed);
  if (wanted.instances === 0 || deployment.kind === 'scale') return undefined;
  const { dependencies } = specOf(app);
  if (deployment.groupDeploymentId && dependencies.length > 0) {
    const before = (await findSiblings(deployment.groupDeploymentId)).filter(({ app: { path } }) => dependencies.includes(path));
    const failed = before.find(({ status }) => status === 'failed' || status === 'cancelled');
    if (failed) return giveUp(app, deployment, { code: 'apps.dependency_failed', params: { dependency: failed.app.path } });
    const waits = before.find(({ status }) => status === 'running' || status === 'paused' || status === 'rollingBack');
    if (waits) return hold(deployment, { code: 'apps.dependency_waits', params: { dependency: waits.app.path } }, SOON_MS);
  }
  return passHook(app, engine, deployment, 'pre');
}

async function passHook(app: AppRow, engine: Engine, deployment: DeploymentRow, hook: HookName): Promise<number | undefined> {
  const progress = progressOf(deployment);
  if ((deployment.kind !== 'deploy' && deployment.kind !== 'rollBack') || !specOf(app, deployment.toVersion).hooks[hook] || progress[`${hook}Done`]) return undefined;
  const outcome = await runHook(app, engine, deployment, hook);
  if (outcome.kind === 'failed') return giveUp(app, deployment, outcome.reason);
  if (outcome.kind === 'running') return SOON_MS;
  await moveDeployment(deployment, { progress: { ...progress, [`${hook}Done`]: true } });
  return 0;
}

const isAboutTraffic = ({ reason }: DeploymentRow) => /^proxy\.|^apps\.not_in_rotation$/.test((reason as unknown as Reason | null)?.code ?? '');

async function hold(deployment: DeploymentRow, reason: Reason | null, ms: number): Promise<number> {
  if (JSON.stringify(deployment.reason) !== JSON.stringify(reason)) await setDeploymentReason(deployment.id, reason);
  return ms;
}

/** Rows without a container, or with one that was never started: the work of a pass that did not come to its end. */
async function completeContainers(app: AppRow, engine: Engine): Promise<void> {
  const { wanted } = situationOf(app, []);
  if (wanted.instances === 0) return;
  const isWanted = (row: InstanceRow) => [wanted, wanted.previous].some((set) => set !== null && row.versionNumber === set.version && row.generation === set.generation);
  const open = app.instances.filter((row) => row.state !== 'started' && row.state !== 'condemned' && isWanted(row));
  await Promise.all([...new Set(open.map((row) => row.versionNumber))].map(async (version) => {
    const prepared = await prepare(app, engine, version);
    await Promise.all(open.filter((row) => row.versionNumber === version).map((row) => bringUp(app, row, engine, prepared)));
  }));
}

/** False when what was to be made has no place now; what was to go went all the same. */
async function act(app: AppRow, engine: Engine, actions: AppAction[], deployment: DeploymentRow | undefined, observed: readonly ObservedInstance[]): Promise<boolean> {
  const { wanted } = situationOf(app, []);
  const removes = actions.filter((action) => action.kind === 'remove');
  const creates = actions.filter((action) => action.kind === 'create');
  const placement = creates.length > 0 ? await placeApp(app, engine) : undefined;
  const lacks = placement && waitsFor(placement);
  const fits = lacks === undefined;
  if (lacks && deployment) await hold(deployment, { code: 'apps.no_host_fits', params: { code: lacks.code, ...lacks.params } }, 0);
  const sets = new Map(fits ? creates.map(({ of }) => [of, of === 'wanted' ? wanted : wanted.previous!]) : []);
  const prepared = new Map(await Promise.all([...sets].map(async ([of, set]) => [of, await prepare(app, engine, set.version)] as const)));
  await Promise.all([
    retire(app, removes.map(({ id }) => app.instances.find((row) => row.id === id)!), engine, observed),
    ...(fits ? creates : []).map(async ({ slot, of }) => {
      const { version, generation } = sets.get(of)!;
      const row = await createInstance({ appId: app.id, versionNumber: version, generation, slot, containerName: containerNameOf(app.path, app.id, version, generation, slot) });
      return bringUp(app, row, engine, prepared.get(of)!);
    }),
  ]);
  return fits || removes.length > 0;
}
