import { may, type Scope } from '@/lib/access/model/scope';
import { engineById } from '@/lib/environments/server/engines';
import { isWithin } from '@/lib/access/model/paths';
import { movedPath } from '@/lib/groups/model/ancestors';
import type { AppDto, PromotionDto } from '../contract';
import { appErrors } from '../errors';
import { isHttp } from '@/lib/proxy/spec';
import { diffSpec } from '../model/diff-spec';
import { parentOf } from '../model/group-tree';
import type { AppSpec } from '../spec';
import { findAppByPath, specOf, type AppRow } from './app.repo';
import { checkSpec } from './check-spec';
import { createApp, updateApp } from './deploy-app';
import { needApp } from './get-app';
import { createPromotion, decidePromotion, findPromotion, findWaitingPromotions, reopenPromotion, specOfPromotion, type PromotionRow } from './promotion.repo';

interface Wish {
  to: string;
  environmentId?: string | undefined;
  message: string;
  approval: boolean;
}

/** The same image and the same spec; what differs between the two are the variables and secrets of their groups, how many, and where traffic comes in. */
export async function promoteApp(scope: Scope, appId: string, { to, environmentId, message, approval }: Wish): Promise<{ promotion: PromotionDto | null; app: AppDto | null }> {
  const source = await needApp(appId);
  if (to === source.path) throw appErrors('promote_to_itself', { path: to }, '$.to');
  const target = await findAppByPath(to);
  const place = target?.environmentId ?? environmentId ?? source.environmentId;
  const wish = { path: to, environmentId: place, ...promoted(source, target, place) };
  await checkSpec(scope, wish);
  if (!approval) return { promotion: null, app: await deploy(scope, wish, source.path, source.wantedVersion, message) };
  const row = await createPromotion({ fromPath: source.path, fromVersion: source.wantedVersion, toPath: to, environmentId: place, spec: wish.spec, imageId: wish.imageId, message, askedBy: scope.actor.name, askedById: personOf(scope) });
  return { promotion: await toDto(scope, row), app: null };
}

function promoted(source: AppRow, target: AppRow | null, environmentId: string): { spec: AppSpec; imageId: string | null } {
  const spec = specOf(source);
  const imageId = source.versions.find(({ number }) => number === source.wantedVersion)?.imageId ?? null;
  const [from, to] = [parentOf(source.path), target ? parentOf(target.path) : null];
  const dependencies = to === null || from === '/' ? spec.dependencies : spec.dependencies.map((path) => (isWithin(from, path) ? movedPath(path, from, to) : path));
  // A host is one app's: the other keeps its own, and a new one has the names that it gets by itself.
  const routes = target ? specOf(target).routes : spec.routes.filter((route) => isHttp(route) && route.host === undefined);
  const own = { ...spec, dependencies, routes, instances: target ? specOf(target).instances : spec.instances };
  if (environmentId === source.environmentId) return { spec: own, imageId };
  // Another engine knows the image by its digest in the registry, not by its id here.
  const digest = engineById(source.environmentId).inventory.images().find(({ id }) => id === imageId)?.digests[0];
  return { spec: { ...own, image: digest ?? spec.image }, imageId: null };
}

/** A token acts for its owner: nobody agrees with himself. */
const personOf = ({ actor }: Scope) => actor.userId ?? actor.id;

async function deploy(scope: Scope, { path, environmentId, spec, imageId }: { path: string; environmentId: string; spec: AppSpec; imageId: string | null }, fromPath: string, fromVersion: number, message: string): Promise<AppDto> {
  const why = message || `${fromPath} v${fromVersion}`;
  const target = await findAppByPath(path);
  return target ? updateApp(scope, target.id, { spec, message: why }, false, { imageId }) : createApp(scope, { path, environmentId, spec, message: why }, { imageId });
}

export const listPromotions = async (scope: Scope) => ({ items: await Promise.all((await findWaitingPromotions()).filter(({ toPath }) => may(scope, 'app:view', toPath)).map((row) => toDto(scope, row))) });

async function needWaiting(scope: Scope, id: string): Promise<PromotionRow> {
  const row = await findPromotion(id);
  if (row?.status !== 'waiting') throw appErrors('promotion_not_waiting', { id });
  if (row.askedById === personOf(scope)) throw appErrors('promotion_own', { path: row.toPath });
  return row;
}

export async function approvePromotion(scope: Scope, id: string): Promise<AppDto> {
  const row = await needWaiting(scope, id);
  if (!(await decidePromotion(id, 'approved', scope.actor.name, new Date()))) throw appErrors('promotion_not_waiting', { id });
  try {
    return await deploy(scope, { path: row.toPath, environmentId: row.environmentId, spec: specOfPromotion(row), imageId: row.imageId }, row.fromPath, row.fromVersion, row.message);
  } catch (error) {
    await reopenPromotion(id);
    throw error;
  }
}

export async function rejectPromotion(scope: Scope, id: string): Promise<void> {
  await needWaiting(scope, id);
  if (!(await decidePromotion(id, 'rejected', scope.actor.name, new Date()))) throw appErrors('promotion_not_waiting', { id });
}

async function toDto(scope: Scope, row: PromotionRow): Promise<PromotionDto> {
  const target = await findAppByPath(row.toPath);
  return {
    id: row.id, fromPath: row.fromPath, fromVersion: row.fromVersion, toPath: row.toPath, message: row.message, status: row.status as PromotionDto['status'],
    askedBy: row.askedBy, askedAt: row.askedAt.toISOString(), decidedBy: row.decidedBy, decidedAt: row.decidedAt?.toISOString() ?? null,
    mayDecide: may(scope, 'app:deploy', row.toPath) && row.askedById !== personOf(scope), changes: diffSpec(target ? specOf(target) : {}, specOfPromotion(row)),
  };
}
