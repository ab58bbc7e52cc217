import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '@/lib/environments/server/engine';
import { engineById } from '@/lib/environments/server/engines';
import { isAppError } from '@/lib/platform/errors';
import { processState } from '@/lib/platform/server/process-state';
import { look } from '@/lib/proxy/server/look-at-proxy';
import { isInAnyPool, proxyState, rowsOf, sessionsOf } from '@/lib/proxy/server/proxy-state';
import { syncProxy } from '@/lib/proxy/server/sync-proxy';
import type { ObservedInstance } from '../model/plan-app';
import { specOf, type AppRow } from './app.repo';
import { forgetApps } from './apps-cache';
import { takeDown } from './bring-up';
import { noteEvent, type Reason } from './deployment.repo';
import { findInstance, startDraining, stopDraining, type InstanceRow } from './instance.repo';
import { activeDeployment, observeBase } from './observe-app';
import { isRouted } from './routing';

const DRAIN_LOOK_MS = 200;
const MOST_LOOK_MS = 1_000;

/** Has the proxy follow what is ready and wanted now; answers with what keeps it from that. */
export async function bringTraffic(app: AppRow): Promise<Reason | null> {
  if (!isRouted(app) && !app.instances.some(({ id }) => isInAnyPool(app.environmentId, id))) return null;
  forgetApps();
  try {
    await syncProxy(app.environmentId);
    const { excluded, routes } = proxyState(app.environmentId);
    const refused = routes.find(({ appId, id }) => appId === app.id && excluded.has(id));
    return refused ? { code: 'proxy.config_refused', params: { environment: app.environment.name, reason: excluded.get(refused.id)!.reason } } : null;
  } catch (error) {
    if (isAppError(error)) return { code: error.code, params: error.params };
    throw error;
  }
}

/**
 * An instance that is to go: out of rotation first, then what it is busy with ends, and only then is it stopped. The row
 * says since when, so that a console that was killed goes on where it was. One without traffic goes at once.
 */
export async function retire(app: AppRow, rows: readonly InstanceRow[], engine: Engine, observed: readonly ObservedInstance[]): Promise<void> {
  const failed = new Set(observed.filter(({ readiness }) => readiness === 'failed').map(({ id }) => id));
  const busy = rows.filter((row) => !failed.has(row.id) && runs(engine, row) && isInAnyPool(app.environmentId, row.id));
  await Promise.all(rows.filter((row) => !busy.includes(row)).map((row) => takeDown(app, row, engine)));
  if (busy.length === 0) return;
  const now = new Date();
  const deployment = activeDeployment(app);
  await Promise.all(busy.map(async (row) => {
    await startDraining(row.id, now);
    row.drainingSince = now;
    if (deployment) await noteEvent(deployment.id, 'instance_draining', { instance: row.containerName, version: row.versionNumber });
  }));
  await bringTraffic(app);
  await endDrained(app, engine);
}

/** Stops who has drained, or had the time for it. Answers when to look again, or undefined when nobody drains. */
export async function endDrained(app: AppRow, engine: Engine): Promise<number | undefined> {
  const draining = app.instances.filter(({ id, drainingSince, endedAt }) => drainingSince !== null && endedAt === null && !restarting().has(id));
  if (draining.length === 0) return undefined;
  // The proxy's own word, of now; where it is gone there is nothing to wait for.
  const isKnown = await look(engine, proxyState(app.environmentId)).catch(() => false);
  const now = Date.now();
  const done = draining.filter((row) => {
    const expired = now - row.drainingSince!.getTime() >= specOf(app, row.versionNumber).drainTimeoutSeconds * 1000;
    if (expired || !runs(engine, row)) return true;
    // Still in rotation: the proxy was not told yet.
    return isKnown && !isInAnyPool(app.environmentId, row.id) && sessionsOf(app.environmentId, row.id) === 0;
  });
  await Promise.all(done.map(async (row) => {
    // One that was restarted meanwhile serves again: the row that was read says otherwise.
    if (((await findInstance(row.id))?.drainingSince ?? null) !== null) await takeDown(app, row, engine);
    row.endedAt = new Date();
  }));
  if (done.length === draining.length) return 0;
  // Who is not done soon is looked at less often.
  const longest = now - Math.min(...draining.map(({ drainingSince }) => drainingSince!.getTime()));
  return Math.min(MOST_LOOK_MS, Math.max(DRAIN_LOOK_MS, longest / 4));
}

/** Those that come back; were the process killed meanwhile, others would take their place. */
const restarting = () => processState('restarting-instances', () => new Set<string>());

/** Restarts an instance once it is out of rotation, and what it was busy with has ended or had its time. */
export async function restartDrained(app: AppRow, row: InstanceRow, restart: () => Promise<unknown>): Promise<void> {
  restarting().add(row.id);
  try {
    await drain(app, row);
    await restart();
    await stopDraining(row.id);
  } finally {
    restarting().delete(row.id);
  }
}

async function drain(app: AppRow, row: InstanceRow): Promise<void> {
  if (!isInAnyPool(app.environmentId, row.id)) return;
  const engine = engineById(app.environmentId);
  await startDraining(row.id, new Date());
  const until = Date.now() + specOf(app, row.versionNumber).drainTimeoutSeconds * 1000;
  while (Date.now() < until) {
    await bringTraffic(app);
    const isKnown = await look(engine, proxyState(app.environmentId)).catch(() => false);
    if (!isKnown || (!isInAnyPool(app.environmentId, row.id) && sessionsOf(app.environmentId, row.id) === 0)) return;
    await sleep(DRAIN_LOOK_MS);
  }
}

const runs = (engine: Engine, row: InstanceRow) => row.containerId !== null && engine.inventory.container(row.containerId)?.state === 'running';

/** Why an instance that is ready gets no traffic, as far as the proxy tells. */
export function outOfRotation(app: AppRow, engine: Engine, observed: readonly ObservedInstance[]): Reason | null {
  const ready = new Set(observeBase(app).all.filter(({ readiness }) => readiness === 'ready').map(({ id }) => id));
  for (const { id, readiness } of observed) {
    if (readiness !== 'starting' || !ready.has(id)) continue;
    const down = rowsOf(app.environmentId, id, false).find(({ status }) => status === 'down');
    if (down) return { code: 'apps.not_in_rotation', params: { instance: app.instances.find((row) => row.id === id)!.containerName, address: down.address, reason: down.check || '—' } };
  }
  return null;
}
