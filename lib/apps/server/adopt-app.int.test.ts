import { describe, expect, it, vi } from 'vitest';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { testEngine } from '@/lib/testing/engine';
import { withApps } from '@/lib/testing/with-apps';
import { everyPermission } from '@/lib/testing/scopes';
import { adopt, listAdoptable, previewAdoption } from './adopt-app';
import { restartApp, scaleApp, updateApp } from './deploy-app';
import { acceptDrift, findDrift } from './drift';
import { getApp } from './get-app';
import { appSpec } from '../spec';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 100 };
let engine: EngineConnection;
const group = `/${testEngine.unique('adopted')}`;
const reaches = (id: string, status: string) => vi.waitFor(async () => { const app = await getApp(id, 'en'); expect(app.status, JSON.stringify(app.reason)).toBe(status); return app; }, soon);
const state = async (id: string) => { const { State, RestartCount } = await testEngine.docker.getContainer(id).inspect(); return { startedAt: State.StartedAt, running: State.Running, restarts: RestartCount }; };

describe('what runs already', () => {
  withApps(group, (started) => { engine = started; });

  it('becomes an app with no restart, is looked after, and is replaced by the next version', async () => {
    const container = await testEngine.run({
      Cmd: ['sh', '-c', 'sleep 3600'], Env: ['COLOUR=green'], WorkingDir: '/tmp', Labels: { team: 'web' },
      HostConfig: { Memory: 64 * 1024 * 1024, NanoCpus: 250_000_000, RestartPolicy: { Name: 'always' }, PortBindings: { '8080/tcp': [{ HostPort: '' }] }, Ulimits: [{ Name: 'nofile', Soft: 100, Hard: 200 }], CapAdd: ['NET_ADMIN'] }, ExposedPorts: { '8080/tcp': {} },
      Healthcheck: { Test: ['CMD', 'true'], Interval: 2_000_000_000 },
    });
    await engine.inventory.refresh('container');
    expect(listAdoptable(engine.id).containers.map(({ id }) => id)).toContain(container.id);
    const wish = { environmentId: engine.id, containerIds: [container.id], group };
    const { apps: [preview] } = await previewAdoption(scope, wish);
    expect(appSpec.parse(preview!.spec)).toMatchObject({ image: testEngine.image, args: ['sh', '-c', 'sleep 3600'], env: { COLOUR: 'green' }, workingDir: '/tmp', mem: 64, cpus: 0.25, restart: 'always', ulimits: [{ name: 'nofile', soft: 100, hard: 200 }], healthChecks: [{ protocol: 'COMMAND', command: ['true'], intervalSeconds: 2 }] });
    // Told before anybody says yes: what a spec has no words for, and what a new one would have otherwise.
    expect(preview!.changes.find(({ field }) => field === 'beyond')).toEqual({ field: 'beyond', wanted: '', real: 'CapAdd' });
    expect(preview!.changes.map(({ field }) => field).sort()).toEqual(['beyond', 'log']);

    const before = await state(container.id);
    const { apps: [app] } = await adopt(scope, wish);
    await reaches(app!.id, 'running');
    expect(await state(container.id)).toEqual(before);
    expect((await getApp(app!.id, 'en')).instanceRows).toMatchObject([{ containerId: container.id, readiness: 'ready', health: 'healthy' }]);
    await expect(adopt(scope, wish)).rejects.toMatchObject({ code: 'apps.adopt_owned', params: { app: app!.path } });

    await scaleApp(scope, app!.id, 2);
    expect((await reaches(app!.id, 'running')).instances.ready).toBe(2);
    expect(await state(container.id)).toEqual(before);
    const { spec } = await getApp(app!.id, 'en');
    await updateApp(scope, app!.id, { spec: { ...spec, env: { COLOUR: 'red' }, instances: 1, taskKillGracePeriodSeconds: 0 }, message: '' });
    await reaches(app!.id, 'running');
    await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('a Compose project becomes an app for each service', async () => {
    const project = testEngine.unique('proj');
    const service = (name: string, number: number, depends = '') => testEngine.run({ name: `${project}-${name}-${number}`, Labels: { 'com.docker.compose.project': project, 'com.docker.compose.service': name, 'com.docker.compose.depends_on': depends }, HostConfig: { Memory: 32 * 1024 * 1024, NanoCpus: 100_000_000 } });
    const [web1, web2, db] = [await service('web', 1, 'db:service_started:false'), await service('web', 2, 'db:service_started:false'), await service('db', 1)];
    await engine.inventory.refresh('container');
    const found = listAdoptable(engine.id).projects.find(({ name }) => name === project)!;
    expect(found.containers).toHaveLength(3);
    const { apps } = await adopt(scope, { environmentId: engine.id, containerIds: found.containers.map(({ id }) => id), group });
    const byName = new Map(apps.map((app) => [app.path.split('/').at(-1), app]));
    expect((await reaches(byName.get('web')!.id, 'running')).instances).toMatchObject({ wanted: 2, ready: 2 });
    expect((await getApp(byName.get('web')!.id, 'en')).spec.dependencies).toEqual([byName.get('db')!.path]);
    expect(await Promise.all([web1, web2, db].map(async ({ id }) => (await state(id)).running))).toEqual([true, true, true]);
  });

  it('what was changed behind its back is shown both ways, and put right either way', async () => {
    const container = await testEngine.run({ HostConfig: { Memory: 64 * 1024 * 1024, NanoCpus: 100_000_000, LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } } } });
    await engine.inventory.refresh('container');
    const { apps: [app] } = await adopt(scope, { environmentId: engine.id, containerIds: [container.id], group });
    await reaches(app!.id, 'running');
    const unlabelled = async () => (await findDrift(app!.id)).items.map(({ changes }) => changes.map(({ field, wanted, real }) => [field, wanted, real]));
    expect(await unlabelled()).toEqual([]);
    await container.update({ Memory: 96 * 1024 * 1024, MemorySwap: 96 * 1024 * 1024 } as never);
    expect(await unlabelled()).toEqual([[['memMib', '64', '96']]]);
    // Taken over: it is the spec of a new version.
    const { items: [drifted] } = await findDrift(app!.id);
    await acceptDrift(scope, app!.id, drifted!.instanceId);
    const accepted = await vi.waitFor(async () => { const found = await getApp(app!.id, 'en'); expect(found).toMatchObject({ status: 'running', version: 2 }); return found; }, soon);
    expect(accepted.spec.mem).toBe(96);
    expect(await unlabelled()).toEqual([]);
    // Put right: the instance is made anew.
    const instance = testEngine.docker.getContainer(accepted.instanceRows.find(({ endedAt }) => !endedAt)!.containerId!);
    await instance.update({ NanoCpus: 300_000_000 } as never);
    expect(await unlabelled()).toEqual([[['cpus', '0.1', '0.3']]]);
    await restartApp(scope, app!.id);
    await vi.waitFor(async () => { expect((await getApp(app!.id, 'en')).status).toBe('running'); expect(await unlabelled()).toEqual([]); }, soon);
  });
});
