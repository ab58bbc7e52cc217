import { may, maySee, type Scope } from '@/lib/access/model/scope';
import { translateError } from '@/lib/access/server/problem';
import { isWithin } from '@/lib/access/model/paths';
import { movedPath } from '@/lib/groups/model/ancestors';
import { madeGroups, makeGroup, moveMadeGroups, removeMadeGroups } from '@/lib/groups/server/made-groups';
import { isAppError } from '@/lib/platform/errors';
import type { GroupDto, GroupResult } from '../contract';
import { appErrors } from '../errors';
import { findCycle, startOrder } from '../model/dependencies';
import { groupTree } from '../model/group-tree';
import type { AppSpec } from '../spec';
import { toAppDto } from './app-dto';
import { createGroupDeployment, findAppByPath, findApps, moveApps, specOf, type AppRow } from './app.repo';
import { checkSpec } from './check-spec';
import { changeApp, createApp, destroyApp, updateApp } from './deploy-app';
import { enqueue } from './app.queue';

export async function listGroups(scope: Scope): Promise<{ items: GroupDto[] }> {
  const [apps, made] = await Promise.all([findApps(), madeGroups()]);
  const own = made.filter(({ path }) => maySee(scope, path));
  return { items: groupTree(await Promise.all(apps.filter(({ path }) => may(scope, 'app:view', path)).map((app) => toAppDto(app, scope.locale ?? 'en'))), own) };
}

export async function createGroup(scope: Scope, { path, description }: { path: string; description: string }): Promise<GroupDto> {
  if (await findAppByPath(path)) throw appErrors('path_taken', { path }, '$.path');
  if (!(await makeGroup(path, description, scope.actor.name))) throw appErrors('group_taken', { path }, '$.path');
  return (await listGroups(scope)).items.find((group) => group.path === path)!;
}

interface Below {
  group: string;
  force: boolean;
}

async function appsOf(group: string): Promise<AppRow[]> {
  const apps = (await findApps()).filter(({ path }) => isWithin(group, path));
  if (apps.length === 0 && group !== '/' && !(await madeGroups()).some(({ path }) => isWithin(group, path))) throw appErrors('group_not_found', { group });
  return apps;
}

const dependenciesOf = (apps: readonly AppRow[]) => new Map(apps.map((app) => [app.path, specOf(app).dependencies]));

/** One after the other, each after those it depends on; what is refused is told and keeps nobody else back. */
async function onEach(scope: Scope, { group, kind }: { group: string; kind: string }, paths: readonly string[], work: (path: string, groupDeploymentId: string) => Promise<unknown>): Promise<GroupResult> {
  const { id } = await createGroupDeployment({ groupPath: group, kind, createdBy: scope.actor.name });
  const results: GroupResult['results'] = [];
  for (const path of paths) {
    try {
      await work(path, id);
      results.push({ path, ok: true, error: null });
    } catch (error) {
      if (!isAppError(error)) throw error;
      results.push({ path, ok: false, error: await translateError(error, scope.locale ?? 'en') });
    }
  }
  return { groupDeploymentId: id, results };
}

/** The same change to each app of a group; a group's resume and restart go in the order of its dependencies. */
async function changeEach(scope: Scope, { group, force }: Below, kind: 'suspend' | 'resume' | 'restart' | 'scale', decide: Parameters<typeof changeApp>[3]): Promise<GroupResult> {
  const apps = await appsOf(group);
  const order = startOrder(apps.map(({ path }) => path), dependenciesOf(apps));
  // What others need goes last when all of them stop.
  const paths = kind === 'suspend' ? order.toReversed() : order;
  return onEach(scope, { group, kind }, paths, (path, groupDeploymentId) =>
    changeApp(scope, apps.find((app) => app.path === path)!.id, force, (app) => {
      const change = decide(app);
      return change && { ...change, groupDeploymentId };
    }),
  );
}

export const suspendGroup = (scope: Scope, below: Below) => changeEach(scope, below, 'suspend', (app) => (app.suspended ? null : { kind: 'suspend', toVersion: app.wantedVersion, data: { suspended: true } }));
export const resumeGroup = (scope: Scope, below: Below) => changeEach(scope, below, 'resume', (app) => (app.suspended ? { kind: 'resume', toVersion: app.wantedVersion, data: { suspended: false } } : null));
export const restartGroup = (scope: Scope, below: Below) => changeEach(scope, below, 'restart', (app) => (app.suspended ? null : { kind: 'restart', toVersion: app.wantedVersion, data: { generation: { increment: 1 } } }));

const MOST_INSTANCES = 100;
/** As Marathon's `scaleBy`: rounded up, so that what runs goes on running unless all of it is to stop. */
export const scaleGroup = (scope: Scope, { scaleBy, ...below }: Below & { scaleBy: number }) =>
  changeEach(scope, below, 'scale', (app) => {
    const instances = Math.min(MOST_INSTANCES, Math.ceil(app.wantedInstances * scaleBy));
    return instances === app.wantedInstances ? null : { kind: 'scale', toVersion: app.wantedVersion, data: { wantedInstances: instances } };
  });

export async function deleteGroup(scope: Scope, { group, force }: Below): Promise<GroupResult> {
  const apps = await appsOf(group);
  const order = startOrder(apps.map(({ path }) => path), dependenciesOf(apps)).toReversed();
  const done = await onEach(scope, { group, kind: 'destroy' }, order, (path) => destroyApp(scope, apps.find((app) => app.path === path)!.id, force));
  if (group !== '/' && done.results.every(({ ok }) => ok)) await removeMadeGroups(group);
  return done;
}

/** New paths for everything below; containers keep their names, and nothing is restarted. */
export async function moveGroup(scope: Scope, { from, to }: { from: string; to: string }): Promise<GroupResult> {
  if (from === '/' || isWithin(from, to)) throw appErrors('group_under_itself', { from, to }, '$.to');
  const apps = await appsOf(from);
  const moves = apps.map((app) => ({ id: app.id, from: app.path, to: movedPath(app.path, from, to) }));
  const taken = await moveApps(moves);
  if (taken) throw appErrors('path_taken', { path: taken }, '$.to');
  await moveMadeGroups(from, to);
  for (const { id } of moves) enqueue(id);
  return { groupDeploymentId: null, results: moves.map((move) => ({ path: move.to, ok: true, error: null })) };
}

interface GroupDocument {
  group: string;
  environmentId: string;
  apps: { path: string; spec: AppSpec }[];
  message: string;
  force: boolean;
}

/** Many apps in one document: all of them are looked at before the first is changed, and they start in the order of their dependencies. */
export async function deployGroup(scope: Scope, { group, environmentId, apps, message, force }: GroupDocument): Promise<GroupResult> {
  const paths = apps.map(({ path }) => path);
  paths.forEach((path, index) => {
    if (paths.indexOf(path) !== index) throw appErrors('app_repeated', { path }, `$.apps[${index}].path`);
    if (!isWithin(group, path)) throw appErrors('not_in_group', { path, group }, `$.apps[${index}].path`);
  });
  const dependencies = new Map(apps.map(({ path, spec }) => [path, spec.dependencies]));
  const cycle = findCycle(dependencies);
  if (cycle) throw appErrors('dependency_cycle', { cycle: [...cycle, cycle[0]!].join(' → ') }, `$.apps[${paths.indexOf(cycle[0]!)}].spec.dependencies`);
  for (const [index, app] of apps.entries()) {
    await checkSpec(scope, { ...app, environmentId }, apps).catch((error: unknown) => {
      if (isAppError(error) && error.path) throw Object.assign(error, { path: error.path.replace('$.', `$.apps[${index}].`) });
      throw error;
    });
  }
  const { id } = await createGroupDeployment({ groupPath: group, kind: 'deploy', message, createdBy: scope.actor.name });
  const results: GroupResult['results'] = [];
  for (const path of startOrder(paths, dependencies)) {
    const { spec } = apps.find((app) => app.path === path)!;
    try {
      const existing = await findAppByPath(path);
      const extra = { groupDeploymentId: id, together: apps };
      if (existing) await updateApp(scope, existing.id, { spec, message }, force, extra);
      else await createApp(scope, { path, environmentId, spec, message }, extra);
      results.push({ path, ok: true, error: null });
    } catch (error) {
      if (!isAppError(error)) throw error;
      results.push({ path, ok: false, error: await translateError(error, scope.locale ?? 'en') });
    }
  }
  return { groupDeploymentId: id, results };
}
