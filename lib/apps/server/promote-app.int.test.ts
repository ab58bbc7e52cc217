import { describe, expect, it, vi } from 'vitest';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { putVariable } from '@/lib/groups/server/settings';
import { testEngine } from '@/lib/testing/engine';
import { withApps } from '@/lib/testing/with-apps';
import { everyPermission } from '@/lib/testing/scopes';
import { appSpec, type AppSpecInput } from '../spec';
import { createApp, killInstance, restartInstance, updateVersion } from './deploy-app';
import { getApp } from './get-app';
import { planScale, planVersion } from './plan-deploy';
import { approvePromotion, listPromotions, promoteApp, rejectPromotion } from './promote-app';

const [anna, bert] = [everyPermission('anna'), everyPermission('bert')];
const soon = { timeout: 45_000, interval: 100 };
const spec = (change: Partial<AppSpecInput> = {}) =>
  appSpec.parse({ image: testEngine.image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.2 }, ...change });
let engine: EngineConnection;
const root = `/${testEngine.unique('team')}`;
const make = (path: string, change?: Partial<AppSpecInput>) => createApp(anna, { path: root + path, environmentId: engine.id, spec: spec(change), message: '' });
const running = (id: string) => vi.waitFor(async () => { const app = await getApp(id, 'en'); expect(app.status, JSON.stringify(app.reason)).toBe('running'); return app; }, soon);
const onEngine = (path: string) => testEngine.docker.listContainers({ filters: { label: [`gantry.app=${root}${path}`] } });

describe('from test to prod, and one instance at a time', () => {
  withApps(root, (started) => { engine = started; });

  it('the very image that runs in one app runs in the other, with the variables of its own group', async () => {
    await putVariable('test', { group: `${root}/test`, name: 'STAGE', value: 'test' });
    await putVariable('test', { group: `${root}/prod`, name: 'STAGE', value: 'prod' });
    // A tag that means something else by the time of the promotion: a word in its config makes it another image.
    const tag = testEngine.unique('moving').toLowerCase();
    await testEngine.docker.getImage(testEngine.image).tag({ repo: tag, tag: '1' });
    const source = await make('/test/app', { image: `${tag}:1`, env: { STAGE: { variable: 'STAGE' } } });
    const { versions: [before] } = await running(source.id);
    const box = await testEngine.run();
    await box.commit({ repo: tag, tag: '1', Labels: testEngine.labels } as never);

    const { app } = await promoteApp(anna, source.id, { to: `${root}/prod/app`, message: '', approval: false });
    const target = await running(app!.id);
    expect(target.versions[0]!.imageId).toBe(before!.imageId);
    const [container] = await onEngine('/prod/app');
    const { Image, Config } = await testEngine.docker.getContainer(container!.Id).inspect();
    expect(Image).toBe(before!.imageId);
    expect(Config.Env).toContain('STAGE=prod');
    // Once more changes nothing.
    expect((await promoteApp(anna, source.id, { to: `${root}/prod/app`, message: '', approval: false })).app!.version).toBe(1);
    await box.remove({ force: true });
  });

  it('with approval it waits for somebody else, who may also refuse', async () => {
    const source = await make('/test/web', { instances: 2 });
    await running(source.id);
    const ask = async () => (await promoteApp(anna, source.id, { to: `${root}/prod/web`, message: 'release', approval: true })).promotion!;
    const first = await ask();
    await expect(approvePromotion(anna, first.id)).rejects.toMatchObject({ code: 'apps.promotion_own' });
    await rejectPromotion(bert, first.id);
    await expect(approvePromotion(bert, first.id)).rejects.toMatchObject({ code: 'apps.promotion_not_waiting' });
    const second = await ask();
    expect((await listPromotions(bert)).items.filter(({ toPath }) => toPath === `${root}/prod/web`)).toMatchObject([{ id: second.id, mayDecide: true }]);
    const [one, two] = await Promise.allSettled([approvePromotion(bert, second.id), approvePromotion(bert, second.id)]);
    expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect((await running(((one.status === 'fulfilled' ? one : two) as PromiseFulfilledResult<{ id: string }>).value.id)).instances.ready).toBe(2);
  });

  it('kills one, kills one for good, restarts one, and tags a version', async () => {
    const app = await make('/pool', { instances: 3 });
    const rows = (await running(app.id)).instanceRows.filter(({ endedAt }) => !endedAt);
    await killInstance(anna, app.id, rows[0]!.id, false);
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).instanceRows.find(({ id }) => id === rows[0]!.id)).toMatchObject({ reason: { detail: 'Killed by anna.' } }), soon);
    await vi.waitFor(async () => expect(await getApp(app.id, 'en')).toMatchObject({ status: 'running', instances: { ready: 3 } }), soon);
    await killInstance(anna, app.id, rows[1]!.id, true);
    await vi.waitFor(async () => expect(await getApp(app.id, 'en')).toMatchObject({ status: 'running', instances: { ready: 2, wanted: 2 } }), soon);
    expect((await onEngine('/pool')).map(({ Id }) => Id)).not.toContain(rows[1]!.containerId);
    const startedAt = async () => (await testEngine.docker.getContainer(rows[2]!.containerId!).inspect()).State.StartedAt;
    const before = await startedAt();
    await restartInstance(anna, app.id, rows[2]!.id);
    expect(await startedAt()).not.toBe(before);
    expect(await planScale(anna, app.id, 5)).toMatchObject({ create: 3, remove: 0, strategy: { minReady: 2, maxTotal: 5 } });
    expect(await planVersion(anna, app.id, 1)).toMatchObject({ create: 3, remove: 2 });
    await expect(planVersion(anna, app.id, 7)).rejects.toMatchObject({ code: 'apps.version_not_found' });
    expect((await getApp(app.id, 'en')).deployments[0]!.kind).toBe('scale');
    await updateVersion(app.id, 1, { tag: 'r-1', message: 'the first' });
    expect((await getApp(app.id, 'en')).versions).toMatchObject([{ number: 1, tag: 'r-1', message: 'the first' }]);
    await expect(updateVersion(app.id, 9, { tag: 'x' })).rejects.toMatchObject({ code: 'apps.version_not_found' });
  });
});
