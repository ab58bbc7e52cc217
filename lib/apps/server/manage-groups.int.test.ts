import { describe, expect, it, vi } from 'vitest';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { getSettings, putVariable } from '@/lib/groups/server/settings';
import { testEngine } from '@/lib/testing/engine';
import { withApps } from '@/lib/testing/with-apps';
import { everyPermission } from '@/lib/testing/scopes';
import { appSpec, type AppSpecInput } from '../spec';
import { listApps } from './list-apps';
import { createGroup, deleteGroup, deployGroup, listGroups, moveGroup, restartGroup, resumeGroup, scaleGroup, suspendGroup } from './manage-groups';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 100 };
const spec = (change: Partial<AppSpecInput> = {}) =>
  appSpec.parse({ image: testEngine.image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.2 }, ...change });

let engine: EngineConnection;
const root = `/${testEngine.unique('group')}`;
const apps = async () => (await listApps(scope, { limit: 1000, offset: 0, sort: 'path', search: '' } as never)).items;
const below = async (group: string) => (await apps()).filter(({ path }) => path.startsWith(`${group}/`));
const allAre = (group: string, status: string) => vi.waitFor(async () => { const found = await below(group); expect(found.map((app) => app.status), JSON.stringify(found.map(({ path, reason }) => [path, reason]))).toEqual(found.map(() => status)); return found; }, soon);

describe('a group as one', () => {
  withApps(root, (started) => { engine = started; });

  it('is deployed from one document, each app after those it depends on', async () => {
    const document = { group: root, environmentId: engine.id, message: 'first', force: false, apps: [
      { path: `${root}/web`, spec: spec({ dependencies: [`${root}/back/api`], instances: 2 }) },
      { path: `${root}/back/api`, spec: spec({ dependencies: [`${root}/back/db`] }) },
      { path: `${root}/back/db`, spec: spec() },
    ] };
    const { results } = await deployGroup(scope, document);
    expect(results.map(({ path, ok }) => [path, ok])).toEqual([[`${root}/back/db`, true], [`${root}/back/api`, true], [`${root}/web`, true]]);
    await allAre(root, 'running');
    const started = async (path: string) => Math.min(...(await testEngine.docker.listContainers({ all: true, filters: { label: [`gantry.app=${path}`] } })).map(({ Created }) => Created));
    const times = await Promise.all([`${root}/back/db`, `${root}/back/api`, `${root}/web`].map(started));
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    const [group, back] = (await listGroups(scope)).items.filter(({ path }) => path.startsWith(root));
    expect(group).toMatchObject({ path: root, apps: 3, instances: { wanted: 4, ready: 4 }, statuses: { running: 3 }, segments: { unknown: 4 } });
    expect(back).toMatchObject({ path: `${root}/back`, apps: 2 });
    // The same document again changes nothing.
    await deployGroup(scope, document);
    expect((await below(root)).map(({ version, status }) => [version, status])).toEqual([[1, 'running'], [1, 'running'], [1, 'running']]);
  });

  it('refuses the whole document where one app of it cannot be, by its place', async () => {
    const one = (path: string, change: Partial<AppSpecInput> = {}) => ({ path: `${root}/bad/${path}`, spec: spec(change) });
    const deploy = (...list: ReturnType<typeof one>[]) => deployGroup(scope, { group: `${root}/bad`, environmentId: engine.id, message: '', force: false, apps: list });
    await expect(deploy(one('a', { dependencies: [`${root}/bad/b`] }), one('b', { dependencies: [`${root}/bad/a`] }))).rejects.toMatchObject({ code: 'apps.dependency_cycle', params: { cycle: `${root}/bad/a → ${root}/bad/b → ${root}/bad/a` } });
    await expect(deploy(one('a'), one('b', { env: { X: { secret: 'NOT_SET' } } }))).rejects.toMatchObject({ code: 'groups.secret_unknown', path: '$.apps[1].spec.env.X' });
    await expect(deploy(one('a'), one('a'))).rejects.toMatchObject({ code: 'apps.app_repeated', path: '$.apps[1].path' });
    expect(await below(`${root}/bad`)).toEqual([]);
  });

  it('what depends on an app that does not come up is given up by its name', async () => {
    const group = `${root}/falls`;
    await deployGroup(scope, { group, environmentId: engine.id, message: '', force: false, apps: [{ path: `${group}/top`, spec: spec({ dependencies: [`${group}/base`] }) }, { path: `${group}/base`, spec: spec({ args: ['false'] }) }] });
    await vi.waitFor(async () => expect(await testEngine.docker.listContainers({ all: true, filters: { label: [`gantry.app=${group}/top`] } })).toEqual([]), soon);
    const { getApp } = await import('./get-app');
    const top = (await below(group)).find(({ path }) => path.endsWith('/top'))!;
    await vi.waitFor(async () => expect((await getApp(top.id, 'en')).deployments[0]).toMatchObject({ status: 'failed', reason: { detail: `${group}/base, which is to run before it, did not come up.` } }), soon);
    await deleteGroup(scope, { group, force: true });
    await vi.waitFor(async () => expect(await below(group)).toEqual([]), soon);
  });

  it('scales, restarts, suspends and resumes all of it', async () => {
    await scaleGroup(scope, { group: `${root}/back`, scaleBy: 2, force: false });
    expect((await allAre(`${root}/back`, 'running')).map(({ instances }) => instances.ready)).toEqual([2, 2]);
    await restartGroup(scope, { group: `${root}/back`, force: false });
    await allAre(`${root}/back`, 'running');
    await suspendGroup(scope, { group: root, force: false });
    await allAre(root, 'suspended');
    await resumeGroup(scope, { group: root, force: false });
    await allAre(root, 'running');
  });

  it('moves with its settings and without a restart; never under itself', async () => {
    await createGroup(scope, { path: `${root}/back/empty`, description: 'for later' });
    await putVariable('test', { group: `${root}/back`, name: 'DB', value: 'x' });
    const ids = async () => (await testEngine.docker.listContainers({ filters: { label: ['gantry.app'] } })).filter(({ Labels }) => Labels['gantry.app']!.startsWith(`${root}/`)).map(({ Id }) => Id).sort();
    const before = await ids();
    await expect(moveGroup(scope, { from: `${root}/back`, to: `${root}/back/inner` })).rejects.toMatchObject({ code: 'apps.group_under_itself', path: '$.to' });
    await expect(moveGroup(scope, { from: `${root}/back/db`, to: `${root}/web` })).rejects.toMatchObject({ code: 'apps.path_taken' });
    await moveGroup(scope, { from: `${root}/back`, to: `${root}/rear` });
    expect((await below(`${root}/rear`)).map(({ path }) => path).sort()).toEqual([`${root}/rear/api`, `${root}/rear/db`]);
    expect((await listGroups(scope)).items.map(({ path }) => path)).toContain(`${root}/rear/empty`);
    expect((await getSettings(`${root}/rear`)).variables).toMatchObject([{ name: 'DB', value: 'x', from: `${root}/rear` }]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await ids()).filter((id) => before.includes(id))).toEqual(before);
  });

  it('is deleted with everything in it', async () => {
    await deleteGroup(scope, { group: root, force: false });
    await vi.waitFor(async () => expect(await below(root)).toEqual([]), soon);
    expect((await listGroups(scope)).items.filter(({ path }) => path.startsWith(root))).toEqual([]);
    expect((await getSettings(`${root}/rear`)).variables).toEqual([]);
    await expect(deleteGroup(scope, { group: root, force: false })).rejects.toMatchObject({ code: 'apps.group_not_found' });
  });
});
