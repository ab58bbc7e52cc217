import { describe, expect, it, vi } from 'vitest';
import { everyPermission } from '@/lib/testing/scopes';
import { testEngine } from '@/lib/testing/engine';
import { withApps } from '@/lib/testing/with-apps';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { appSpec, type AppSpecInput } from '../spec';
import { findApps, specOf } from './app.repo';
import { forgetApps } from './apps-cache';
import { createApp, deployVersion, destroyApp, restartApp, scaleApp, suspendApp, updateApp } from './deploy-app';
import { getApp, getInstanceLog } from './get-app';
import { cancelDeployment, getDeployment, pauseDeployment, promoteDeployment, resumeDeployment, rollBackDeployment } from './steer-deployment';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 100 };
/** Ready quickly: what falls at once is still seen to fall. */
const spec = (change: Partial<AppSpecInput> = {}) =>
  appSpec.parse({ image: testEngine.image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.5 }, ...change });

let engine: EngineConnection;
let counter = 0;
const group = `/${testEngine.unique('apps')}`;
const deploy = (change?: Partial<AppSpecInput>) => createApp(scope, { path: `${group}/app-${++counter}`, environmentId: engine.id, spec: spec(change), message: '' });
const reaches = (id: string, status: string) => vi.waitFor(async () => { const app = await getApp(id, 'en'); expect(app.status, JSON.stringify(app.deployments[0])).toBe(status); return app; }, soon);
/** The truth: what the engine runs for the app, by the label that only people read. */
const onEngine = async (path: string) => testEngine.docker.listContainers({ all: true, filters: { label: [`gantry.app=${path}`] } });

describe('deploying an app', () => {
  withApps(group, (started) => { engine = started; });

  it('runs what was asked for, with limits always set and nothing that reaches the host', async () => {
    const app = await deploy({ instances: 2, env: { GREETING: 'hi' } });
    await reaches(app.id, 'running');
    const rows = await onEngine(app.path);
    expect(rows.map((row) => row.State)).toEqual(['running', 'running']);
    const { HostConfig, Config } = await testEngine.docker.getContainer(rows[0]!.Id).inspect();
    expect(Config.Env).toContain('GREETING=hi');
    expect(HostConfig).toMatchObject({ Memory: 16 * 1024 * 1024, NanoCpus: 100_000_000, PidsLimit: 4096, Privileged: false, LogConfig: { Type: 'json-file', Config: { 'max-size': '10m' } } });
    expect(HostConfig.CapAdd ?? []).toEqual([]);
  });

  it('scales, restarts one by one, suspends and destroys', async () => {
    const app = await deploy({ instances: 1 });
    await reaches(app.id, 'running');
    await scaleApp(scope, app.id, 3);
    expect((await reaches(app.id, 'running')).instances.ready).toBe(3);
    const before = (await onEngine(app.path)).map((row) => row.Id);
    await restartApp(scope, app.id);
    await reaches(app.id, 'running');
    const after = (await onEngine(app.path)).map((row) => row.Id);
    expect(after).toHaveLength(3);
    expect(after.some((id) => before.includes(id))).toBe(false);
    await suspendApp(scope, app.id);
    await reaches(app.id, 'suspended');
    expect(await onEngine(app.path)).toEqual([]);
    await destroyApp(scope, app.id);
    await vi.waitFor(async () => expect(getApp(app.id, 'en')).rejects.toMatchObject({ code: 'apps.not_found' }), soon);
  });

  it('is listed whole at every moment, while others are made, changed and destroyed', async () => {
    let isOver = false;
    const listing = (async () => {
      for (let rounds = 0; !isOver || rounds < 50; rounds++) {
        forgetApps();
        // Reads the wanted version and that of each instance.
        for (const app of await findApps()) for (const version of [app.wantedVersion, ...app.instances.map(({ versionNumber }) => versionNumber)]) specOf(app, version);
      }
    })();
    await Promise.all(Array.from({ length: 12 }, async () => {
      const app = await deploy({ instances: 0 });
      await updateApp(scope, app.id, { spec: spec({ instances: 0, env: { NEXT: '1' } }), message: '' }, true).catch(() => {});
      await destroyApp(scope, app.id, true);
    }));
    isOver = true;
    await listing;
  });

  it('the same spec again makes no version', async () => {
    const app = await deploy();
    await reaches(app.id, 'running');
    await updateApp(scope, app.id, { spec: spec(), message: '' });
    expect((await getApp(app.id, 'en')).versions).toHaveLength(1);
  });

  it('a new version that crashes never takes the old one down, says why, and what was wanted is wanted again', async () => {
    const app = await deploy({ instances: 2 });
    await reaches(app.id, 'running');
    const before = (await onEngine(app.path)).map((row) => row.Id).sort();
    await updateApp(scope, app.id, { spec: spec({ instances: 2, args: ['sh', '-c', 'exit 7'] }), message: 'breaks' });
    await vi.waitFor(async () => {
      const { deployments } = await getApp(app.id, 'en');
      expect(deployments[0]).toMatchObject({ status: 'failed', reason: { code: 'apps.exited' } });
      expect(deployments[0]!.reason!.detail).toContain('exit code 7');
    }, soon);
    const back = await reaches(app.id, 'running');
    expect(back.version).toBe(1);
    expect((await onEngine(app.path)).map((row) => row.Id).sort()).toEqual(before);
  });

  it('a rollout under way locks the app, names itself, and yields to force', async () => {
    const app = await deploy({ instances: 1, args: ['sleep', '3600'], upgradeStrategy: { minHealthySeconds: 600 } });
    await expect(restartApp(scope, app.id)).rejects.toMatchObject({ code: 'apps.locked', params: { path: app.path, kind: 'deploy' } });
    await scaleApp(scope, app.id, 0, true);
    const { deployments } = await reaches(app.id, 'running');
    expect(deployments.map(({ kind, status }) => [kind, status])).toEqual([['scale', 'succeeded'], ['deploy', 'superseded']]);
  });

  it('a canary waits for its promotion, and aborted leaves what was there', async () => {
    const app = await deploy({ instances: 3 });
    await reaches(app.id, 'running');
    const before = (await onEngine(app.path)).map((row) => row.Id).sort();
    const canary = { kind: 'canary' as const, minHealthySeconds: 0, canarySteps: [{ instances: 1 }] };
    await updateApp(scope, app.id, { spec: spec({ instances: 3, env: { COLOUR: 'green' }, upgradeStrategy: canary }), message: 'green' });
    const waits = () => vi.waitFor(async () => { const found = await getApp(app.id, 'en'); expect(found.deployments[0]!.canary).toEqual({ step: 1, steps: 1, waits: true }); return found; }, soon);
    const waiting = await waits();
    expect(waiting.instanceRows.filter(({ endedAt }) => !endedAt).map(({ version }) => version).sort()).toEqual([1, 1, 2]);
    expect(waiting.status).toBe('deploying');

    await cancelDeployment(scope, waiting.deployments[0]!.id, 'en');
    const back = await reaches(app.id, 'running');
    expect(back).toMatchObject({ version: 1, instances: { ready: 3, total: 3 }, deployments: [{ status: 'cancelled' }, { status: 'succeeded' }] });
    const after = (await onEngine(app.path)).map((row) => row.Id).sort();
    expect(after.filter((id) => before.includes(id)).length).toBeGreaterThanOrEqual(2);

    await deployVersion(scope, app.id, 2);
    const again = await waits();
    await promoteDeployment(scope, again.deployments[0]!.id, 'en');
    expect(await reaches(app.id, 'running')).toMatchObject({ version: 2, instances: { ready: 3, total: 3 } });
    const { events } = await getDeployment(again.deployments[0]!.id, 'en');
    expect(events.map(({ code }) => code)).toEqual(expect.arrayContaining(['step_reached', 'promoted', 'instance_started', 'instance_ready', 'instance_removed', 'succeeded']));
    expect(events.find(({ code }) => code === 'promoted')!.text).toBe('Promoted by test');
  });

  it('blue-green keeps the old set warm, and one switch brings the very same containers back', async () => {
    const upgradeStrategy = { kind: 'blueGreen' as const, minHealthySeconds: 0, keepForSeconds: 600 };
    const app = await deploy({ instances: 2, upgradeStrategy });
    await reaches(app.id, 'running');
    const blue = (await onEngine(app.path)).map((row) => row.Id).sort();
    await updateApp(scope, app.id, { spec: spec({ instances: 2, env: { COLOUR: 'green' }, upgradeStrategy }), message: '' });
    const switched = await vi.waitFor(async () => { const found = await getApp(app.id, 'en'); expect(found).toMatchObject({ status: 'running', version: 2, instances: { ready: 2, total: 2 } }); return found; }, soon);
    expect(await onEngine(app.path)).toHaveLength(4);
    expect(switched.instanceRows.filter(({ warmUntil }) => warmUntil)).toHaveLength(2);

    await rollBackDeployment(scope, switched.deployments[0]!.id, 'en');
    await vi.waitFor(async () => expect(await getApp(app.id, 'en')).toMatchObject({ status: 'running', version: 1, instances: { ready: 2 } }), soon);
    const now = (await getApp(app.id, 'en')).instanceRows.filter(({ endedAt, warmUntil }) => !endedAt && !warmUntil);
    expect(now.map(({ containerId }) => containerId).sort()).toEqual(blue);
  });

  it('paused stands still, resumed goes on', async () => {
    const upgradeStrategy = { minHealthySeconds: 0 };
    const app = await deploy({ instances: 2, upgradeStrategy });
    await reaches(app.id, 'running');
    await updateApp(scope, app.id, { spec: spec({ instances: 2, image: testEngine.image, env: { A: '1' }, upgradeStrategy: { minHealthySeconds: 3 } }), message: '' });
    const { deployments: [rollout] } = await getApp(app.id, 'en');
    await pauseDeployment(scope, rollout!.id, 'en');
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).instances.starting).toBe(0), soon);
    const still = await getApp(app.id, 'en');
    expect(still).toMatchObject({ status: 'deploying', deployments: [{ status: 'paused' }, {}] });
    expect(still.instanceRows.filter(({ endedAt, version }) => !endedAt && version === 1).length).toBeGreaterThan(0);
    await resumeDeployment(scope, rollout!.id, 'en');
    expect(await reaches(app.id, 'running')).toMatchObject({ version: 2 });
  });

  it('a failure may stop the rollout where it is instead of rolling it back', async () => {
    const app = await deploy({ instances: 1 });
    await reaches(app.id, 'running');
    await updateApp(scope, app.id, { spec: spec({ args: ['sh', '-c', 'echo cannot open the config; exit 3'], upgradeStrategy: { onFailure: 'pause' } }), message: '' });
    const paused = await vi.waitFor(async () => { const found = await getApp(app.id, 'en'); expect(found.deployments[0]).toMatchObject({ status: 'paused', reason: { code: 'apps.exited' } }); return found; }, soon);
    expect(paused.instances.ready).toBe(1);
    await cancelDeployment(scope, paused.deployments[0]!.id, 'en');
    const { instanceRows } = await reaches(app.id, 'running');
    const fallen = instanceRows.find(({ endedAt }) => endedAt)!;
    expect(fallen).toMatchObject({ version: 2, exitCode: 3, reason: { code: 'apps.exited' }, hasLog: true });
    expect((await getInstanceLog(app.id, fallen.id)).text).toContain('cannot open the config');
  });

  it('a rollback runs the image that ran, though its tag means another one now', async () => {
    const tag = testEngine.unique('moving');
    const use = async (from: string) => testEngine.docker.getImage(from).tag({ repo: tag, tag: '1' });
    await use(testEngine.image);
    const { Id: first } = await testEngine.docker.getImage(testEngine.image).inspect();
    const app = await deploy({ image: `${tag}:1` });
    await reaches(app.id, 'running');
    const other = await testEngine.docker.getContainer((await onEngine(app.path))[0]!.Id).commit({ comment: 'another image' });
    await use((other as { Id: string }).Id);
    await updateApp(scope, app.id, { spec: spec({ image: `${tag}:1`, env: { NEXT: '1' } }), message: '' });
    await reaches(app.id, 'running');
    expect((await onEngine(app.path))[0]!.ImageID).not.toBe(first);
    await deployVersion(scope, app.id, 1);
    await reaches(app.id, 'running');
    expect((await onEngine(app.path))[0]!.ImageID).toBe(first);
    await destroyApp(scope, app.id);
    await vi.waitFor(async () => expect(await onEngine(app.path)).toEqual([]), soon);
    for (const image of [`${tag}:1`, (other as { Id: string }).Id]) await testEngine.docker.getImage(image).remove({ force: true }).catch(() => {});
  });

  it('an unknown image is told by its name, and the old instances go on', async () => {
    const app = await deploy();
    await reaches(app.id, 'running');
    await updateApp(scope, app.id, { spec: spec({ image: 'no-such-image:9', pullPolicy: 'never' }), message: '' });
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).deployments[0]).toMatchObject({ status: 'failed', reason: { detail: expect.stringContaining('no-such-image:9') } }), soon);
    expect((await reaches(app.id, 'running')).version).toBe(1);
  });

  it('a taken host port is told by its number and leaves nothing running', async () => {
    const blocker = await testEngine.run({ ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '' }] } } });
    const port = Number(Object.values((await blocker.inspect()).NetworkSettings.Ports)[0]![0]!.HostPort);
    const app = await deploy({ ports: [{ containerPort: 80, hostPort: port }] });
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).deployments[0]).toMatchObject({ status: 'failed', reason: { detail: expect.stringContaining(String(port)) } }), soon);
    expect((await onEngine(app.path)).filter((row) => row.State === 'running')).toEqual([]);
  });

  it('a container that somebody removes comes back', async () => {
    const app = await deploy({ instances: 2 });
    await reaches(app.id, 'running');
    const [victim] = await onEngine(app.path);
    await testEngine.docker.getContainer(victim!.Id).remove({ force: true });
    await vi.waitFor(async () => {
      const rows = await onEngine(app.path);
      expect(rows).toHaveLength(2);
      expect(rows.some((row) => row.Id === victim!.Id)).toBe(false);
    }, soon);
    await reaches(app.id, 'running');
  });

  it('never takes a container that only bears its labels', async () => {
    const app = await deploy();
    await reaches(app.id, 'running');
    const pretender = await testEngine.run({ Labels: { 'gantry.app': app.path, 'gantry.version': '1' } });
    await destroyApp(scope, app.id);
    await vi.waitFor(async () => expect(await onEngine(app.path)).toHaveLength(1), soon);
    expect((await pretender.inspect()).State.Running).toBe(true);
  });
});
