import { placesOf, type Scope } from '@/lib/access/model/scope';
import { engineById } from '@/lib/environments/server/engines';
import type { Locale } from '@/lib/messages';
import { appErrors } from '../errors';
import { promoted } from '../model/rollout';
import { specOf, type AppRow } from './app.repo';
import { enqueue } from './app.queue';
import { checkPolicy } from './check-policy';
import { changeApp } from './deploy-app';
import { toDeploymentDetail, toDeploymentDto } from './deployment-dto';
import { ACTIVE, beforeOf, findDeployment, findDeployments, moveDeployment, noteEvent, progressOf, type DeploymentRow } from './deployment.repo';
import { needApp } from './get-app';
import { cancelRollout } from './judge-rollout';

/** Reads that find the row changed are repeated this often before the caller is told. */
const TRIES = 5;

export async function listDeployments(scope: Scope, query: { app?: string; active?: boolean; limit: number; offset: number }, locale: Locale) {
  const [rows, total] = await findDeployments({ ...(query.app && { appId: query.app }), ...(query.active && { status: ACTIVE }), within: placesOf(scope, 'app:view') }, query);
  return { items: await Promise.all(rows.map((row) => toDeploymentDto(row, row.app.path, locale))), total };
}

export async function getDeployment(id: string, locale: Locale) {
  const row = await findDeployment(id);
  if (!row) throw appErrors('deployment_not_found', { id });
  return toDeploymentDetail(row, locale);
}

export const pauseDeployment = (scope: Scope, id: string, locale: Locale) =>
  steer(id, locale, ['running'], async (_app, row) => (await moveDeployment(row, { status: 'paused' })) && note(row, 'paused', scope));

export const resumeDeployment = (scope: Scope, id: string, locale: Locale) =>
  steer(id, locale, ['paused'], async (_app, row) => (await moveDeployment(row, { status: 'running' })) && note(row, 'resumed', scope));

export const promoteDeployment = (scope: Scope, id: string, locale: Locale) =>
  steer(id, locale, ['running'], async (app, row) => {
    const { kind, canarySteps } = specOf(app, row.toVersion).upgradeStrategy;
    const progress = progressOf(row);
    if (kind !== 'canary' || row.kind !== 'deploy' || (progress.step ?? 0) >= canarySteps.length) throw appErrors('nothing_to_promote', { path: app.path });
    return (await moveDeployment(row, { progress: promoted(progress) })) && note(row, 'promoted', scope);
  });

export const cancelDeployment = (scope: Scope, id: string, locale: Locale) =>
  steer(id, locale, ['running', 'paused'], async (app, row) => (await cancelRollout(app, row)) && note(row, 'cancelled', scope));

/** Undo of a deployment that ended well: a deployment of its own, back to what was wanted before. */
export async function rollBackDeployment(scope: Scope, id: string, locale: Locale) {
  const row = await findDeployment(id);
  if (!row) throw appErrors('deployment_not_found', { id });
  const before = beforeOf(row);
  if (!before || row.status !== 'succeeded' || row.kind === 'destroy') throw appErrors('nothing_to_roll_back', { path: row.app.path });
  const now = await needApp(row.appId);
  await checkPolicy(scope, engineById(now.environmentId), { path: now.path, spec: specOf(now, before.version) });
  await changeApp(scope, row.appId, false, () => ({ kind: 'rollBack', toVersion: before.version, data: { wantedVersion: before.version, wantedInstances: before.instances, suspended: before.suspended } }));
  const app = await needApp(row.appId);
  return toDeploymentDto(app.deployments[0]!, app.path, locale, app);
}

async function note(row: DeploymentRow, code: string, scope: Scope): Promise<true> {
  await noteEvent(row.id, code, { by: scope.actor.name });
  return true;
}

async function steer(id: string, locale: Locale, from: string[], move: (app: AppRow, row: DeploymentRow) => Promise<boolean>) {
  for (let attempt = 1; ; attempt++) {
    const row = await findDeployment(id);
    if (!row) throw appErrors('deployment_not_found', { id });
    if (!from.includes(row.status)) throw appErrors('deployment_not_open', { path: row.app.path, status: row.status });
    const app = await needApp(row.appId);
    if (await move(app, row)) break;
    if (attempt >= TRIES) throw appErrors('changed_meanwhile', { path: row.app.path });
  }
  const row = (await findDeployment(id))!;
  enqueue(row.appId);
  return toDeploymentDto(row, row.app.path, locale, await needApp(row.appId));
}
