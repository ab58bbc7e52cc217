import type { Engine } from '@/lib/environments/server/engine';
import { isOf, type ObservedInstance } from '../model/plan-app';
import { restoreBefore, specOf, suspendInstead, type AppRow } from './app.repo';
import { endDeployment } from './end-deployment';
import { beforeOf, moveDeployment, noteEvent, progressOf, setDeploymentReason, type DeploymentRow, type Reason } from './deployment.repo';
import { failureReason, inspectFailure } from './engine-runtime.adapter';
import { markReady, noteFall, type InstanceRow } from './instance.repo';
import { situationOf } from './observe-app';
import { verdictOf } from './prober';
import { sidecarsOf } from './sidecars';
import { tellApp } from './tell-app';

const SOON_MS = 500;
/** How often a new instance may fall before its rollout is judged to have failed. */
const MOST_RESTARTS = 2;

export async function noteReady(app: AppRow, observed: readonly ObservedInstance[], deployment: DeploymentRow | undefined): Promise<void> {
  const ready = new Set(observed.filter((one) => one.readiness === 'ready').map(({ id }) => id));
  for (const row of app.instances.filter(({ id, readyAt }) => ready.has(id) && readyAt === null)) {
    if (!(await markReady(row.id, new Date()))) continue;
    row.readyAt = new Date();
    if (deployment) await noteEvent(deployment.id, 'instance_ready', { instance: row.containerName, version: row.versionNumber });
    tellApp(app.id, app.path);
  }
}

export interface Fall {
  reason: Reason;
  exitCode: number | null;
  /** Docker will not start it again by itself. */
  forGood: boolean;
  restarts: number;
}

/** Why an instance does not serve, as far as it is known to have fallen; undefined for one that may still come up. */
export async function fallOf(engine: Engine, row: InstanceRow): Promise<Fall | undefined> {
  const container = row.containerId ? engine.inventory.container(row.containerId) : undefined;
  if (!container || !row.containerId) return undefined;
  const found = await inspectFailure(engine, row.containerId);
  const ended = container.state === 'exited' || container.state === 'dead';
  if (found.unhealthy || ended || !found.running) return { reason: failureReason(row.containerName, found), exitCode: found.unhealthy ? null : found.exitCode, forGood: found.unhealthy || ended, restarts: found.restarts };
  const probe = verdictOf(row.containerId);
  if (probe?.health === 'unhealthy') return { reason: { code: 'apps.check_failed', params: { instance: row.containerName, times: probe.failures, output: probe.output } }, exitCode: null, forGood: true, restarts: found.restarts };
  for (const { name, containerId } of sidecarsOf(row)) {
    const state = engine.inventory.container(containerId)?.state;
    if (state !== 'exited' && state !== 'dead' && state !== 'restarting') continue;
    const sidecar = await inspectFailure(engine, containerId);
    return { reason: { code: 'apps.sidecar_exited', params: { instance: row.containerName, sidecar: name, exitCode: sidecar.exitCode } }, exitCode: null, forGood: state !== 'restarting', restarts: sidecar.restarts };
  }
  return undefined;
}

/** A new instance that has fallen for good, with the reason; one that may still come up is given the time. */
export async function findFallen(app: AppRow, engine: Engine, observed: readonly ObservedInstance[]): Promise<Reason | undefined> {
  const { wanted } = situationOf(app, observed);
  for (const one of observed.filter(isOf(wanted))) {
    if (one.readiness !== 'failed' && one.readiness !== 'starting') continue;
    const row = app.instances.find(({ id }) => id === one.id)!;
    // Between two falls it looks like one that starts; the next fall brings the exit code, and another pass.
    const fall = await fallOf(engine, row);
    if (!fall || !((fall.forGood && one.readiness === 'failed') || fall.restarts >= MOST_RESTARTS)) continue;
    await noteFall(row.id, fall.reason, fall.exitCode);
    return fall.reason;
  }
  return undefined;
}

/** The rollout has failed: what was there before is wanted again, or it stops where it is, as its strategy says. */
export async function giveUp(app: AppRow, deployment: DeploymentRow, reason: Reason): Promise<number> {
  const { onFailure } = specOf(app).upgradeStrategy;
  const before = beforeOf(deployment);
  if (deployment.kind !== 'deploy' || (!before && onFailure === 'rollBack')) {
    await endDeployment(deployment, 'failed', reason, new Date());
    await noteEvent(deployment.id, 'failed');
  } else if (onFailure === 'pause') {
    if (await moveDeployment(deployment, { status: 'paused', reason })) await noteEvent(deployment.id, 'paused_by_failure');
  } else if (await restoreBefore(app, deployment, { endAs: 'failed', reason: { ...reason } })) {
    await noteEvent(deployment.id, 'rolling_back', { version: before!.version });
  }
  tellApp(app.id, app.path);
  return 0;
}

export async function finish(app: AppRow, deployment: DeploymentRow): Promise<void> {
  const status = deployment.status === 'rollingBack' ? (progressOf(deployment).endAs ?? 'failed') : 'succeeded';
  // What held a success up is history; what made a failure stays its reason.
  if (status === 'succeeded' && deployment.reason) await setDeploymentReason(deployment.id, null);
  await endDeployment(deployment, status, null, new Date());
  await noteEvent(deployment.id, deployment.status === 'rollingBack' ? 'rolled_back' : 'succeeded');
  tellApp(app.id, app.path);
}

/** Cancelled by a person: what was wanted before is wanted again; of a first deployment nothing stays. */
export async function cancelRollout(app: AppRow, deployment: DeploymentRow): Promise<boolean> {
  if (beforeOf(deployment)) return restoreBefore(app, deployment, { endAs: 'cancelled' });
  if ((await suspendInstead(app)).count === 0) return false;
  await endDeployment(deployment, 'cancelled', null, new Date());
  return true;
}

/** Gives up a rollout that nothing new became ready in for as long as its strategy waits. */
export async function tooLate(app: AppRow, deployment: DeploymentRow, observed: readonly ObservedInstance[], now: number, why: Reason | null = null): Promise<number> {
  if (deployment.status !== 'running') return SOON_MS;
  const { deadlineSeconds } = specOf(app).upgradeStrategy;
  const lastStep = progressOf(deployment).stepSince;
  const progressAt = Math.max(deployment.createdAt.getTime(), lastStep ? Date.parse(lastStep) : 0, ...app.instances.map(({ readyAt }) => readyAt?.getTime() ?? 0));
  const waits = observed.some((one) => one.readiness === 'starting' || one.readiness === 'failed');
  if (!waits || now - progressAt <= deadlineSeconds * 1000) return SOON_MS;
  return giveUp(app, deployment, why ?? { code: 'apps.not_ready_in_time', params: { ready: observed.filter(({ readiness }) => readiness === 'ready').length, wanted: app.wantedInstances, seconds: deadlineSeconds } });
}
