import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp, destroyApp, scaleApp, suspendApp } from '@/lib/apps/server/deploy-app';
import { findApp } from '@/lib/apps/server/app.repo';
import { startAppController } from '@/lib/apps/server/app.controller';
import { activeDeployment } from '@/lib/apps/server/observe-app';
import { appSpec, type AppSpecInput } from '@/lib/apps/spec';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { runShutdown } from '@/lib/platform/server/shutdown';
import { testEngine } from '@/lib/testing/engine';
import { startBind, startEtcd } from '@/lib/testing/names-servers';
import { everyPermission } from '@/lib/testing/scopes';
import { withApps } from '@/lib/testing/with-apps';
import { publisherSettings } from '../contract';
import { listNames } from './list-names';
import { createPublisher, deletePublisher, testPublisher, updatePublisher } from './manage-publishers';
import { startNamesController } from './names.controller';
import { namesSources } from './names-feed';
import { findPublishers, noteSending } from './publisher.repo';
import { openPublisher } from './publisher';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 50 };
const group = `/${testEngine.unique('n')}`;
const tenant = group.slice(1);
let engine: EngineConnection;
let counter = 0;
const spec = (change: Partial<AppSpecInput> = {}) => appSpec.parse({ image: testEngine.image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.5 }, ports: [{ name: 'http', containerPort: 80 }], ...change });
/** A deployment under way locks its app. */
const whenFree = (work: () => Promise<unknown>) => vi.waitFor(work, soon);
const deploy = (change?: Partial<AppSpecInput>) => createApp(scope, { path: `${group}/app-${++counter}`, environmentId: engine.id, spec: spec(change), message: '' });

describe('names of apps', () => {
  let bind: Awaited<ReturnType<typeof startBind>>;
  let etcd: Awaited<ReturnType<typeof startEtcd>>;
  withApps(group, (started) => { engine = started; });
  beforeAll(async () => {
    [bind, etcd] = await Promise.all([startBind(), startEtcd()]);
    startNamesController();
  });
  afterAll(async () => {
    await bind?.stop();
    await etcd?.stop();
  });
  afterEach(() => { namesSources().hostsOf = () => []; });

  const dns = (more: object = {}) => publisherSettings.parse({ kind: 'rfc2136', server: bind.server, zone: bind.zone, keyName: 'gantry', instances: 'container', addresses: ['192.0.2.7'], ...more });
  const publish = (name: string, settings = dns(), secret = bind.secret) => createPublisher(scope, { name, environmentId: engine.id, enabled: true, settings, secret });
  const remove = async (id: string) => {
    await deletePublisher(id, false);
    await vi.waitFor(async () => expect((await findPublishers()).map((row) => row.id)).not.toContain(id), soon);
  };
  const shown = async (id: string) => (await listNames(scope)).publishers.find((row) => row.id === id)!;

  it('appear when an instance is ready, follow how many there are, and go with it', async () => {
    const { id } = await publish('ns');
    const app = await deploy();
    const name = `app-${counter}.${tenant}.${bind.zone}`;
    await vi.waitFor(() => expect(bind.look(name)).toHaveLength(1), soon);
    await vi.waitFor(() => expect(bind.look(`_http._tcp.${name}`, 'SRV')).toEqual([`0 0 80 ${name}.`]), soon);
    await whenFree(() => scaleApp(scope, app.id, 2));
    await vi.waitFor(() => expect(bind.look(name)).toHaveLength(2), soon);
    const containers = await testEngine.docker.listContainers({ filters: { label: [`gantry.app=${app.path}`] } });
    expect(bind.look(name)).toEqual(containers.flatMap((row) => Object.values(row.NetworkSettings.Networks).map((network) => network.IPAddress)).sort());
    await whenFree(() => suspendApp(scope, app.id));
    await vi.waitFor(() => expect(bind.look(name)).toEqual([]), soon);
    await vi.waitFor(async () => expect(await shown(id)).toMatchObject({ error: null, names: 0, hasSecret: true }), soon);
    expect(JSON.stringify(await listNames(scope))).not.toContain(bind.secret);
    await whenFree(() => destroyApp(scope, app.id));
    await remove(id);
  });

  it('follow at once when an instance dies', async () => {
    const { id } = await publish('quick');
    const app = await deploy({ restart: 'no' });
    const name = `app-${counter}.${tenant}.${bind.zone}`;
    await vi.waitFor(() => expect(bind.look(name)).toHaveLength(1), soon);
    const [address] = bind.look(name);
    const [row] = await testEngine.docker.listContainers({ filters: { label: [`gantry.app=${app.path}`] } });
    await testEngine.docker.getContainer(row!.Id).kill();
    await vi.waitFor(() => expect(bind.look(name)).not.toContain(address), { timeout: 5_000, interval: 10 });
    await whenFree(() => destroyApp(scope, app.id));
    await remove(id);
  });

  it('lead hosts and wildcards of routes to the proxy, and leave the records of others alone', async () => {
    namesSources().hostsOf = (path) => (path.startsWith(`${group}/`) ? ['shop.apps.example.com', '*.pr.apps.example.com', 'foreign.apps.example.com', 'shop.example.org'] : []);
    const { id } = await publish('routes');
    const app = await deploy();
    await vi.waitFor(() => expect(bind.look('branch.pr.apps.example.com')).toEqual(['192.0.2.7']), soon);
    await vi.waitFor(() => expect(bind.look('shop.apps.example.com')).toEqual(['192.0.2.7']), soon);
    await vi.waitFor(async () => expect(await shown(id)).toMatchObject({ taken: 1, error: null }), soon);
    expect(bind.look('foreign.apps.example.com')).toEqual(['192.0.2.99']);
    await whenFree(() => suspendApp(scope, app.id));
    await vi.waitFor(() => expect(bind.look('branch.pr.apps.example.com')).toEqual([]), soon);
    await whenFree(() => destroyApp(scope, app.id));
    await remove(id);
    expect(bind.look('foreign.apps.example.com')).toEqual(['192.0.2.99']);
  });

  it('are caught up with when a server was down, which is told in words meanwhile', async () => {
    const { id } = await publish('down');
    await bind.kill();
    const app = await deploy();
    await vi.waitFor(async () => expect((await shown(id)).error?.detail).toMatch(/cannot be reached: ECONNREFUSED/), soon);
    expect((await listNames({ ...scope, locale: 'zh-CN' })).publishers.find((row) => row.id === id)!.error!.detail).toContain('无法连接');
    await bind.restart();
    await vi.waitFor(() => expect(bind.look(`app-${counter}.${tenant}.${bind.zone}`)).toHaveLength(1), soon);
    await vi.waitFor(async () => expect((await shown(id)).error).toBeNull(), soon);
    await whenFree(() => destroyApp(scope, app.id));
    await remove(id);
  });

  it('that a killed console left out are withdrawn by the next, also those it had no time to note as sent', async () => {
    const { id } = await publish('killed');
    const app = await deploy();
    const name = `app-${counter}.${tenant}.${bind.zone}`;
    await vi.waitFor(() => expect(bind.look(name)).toHaveLength(1), soon);
    // Nobody goes on with a deployment after it, and one under way locks its app.
    await whenFree(async () => expect(activeDeployment((await findApp(app.id))!)).toBeUndefined());
    await runShutdown();
    // Killed between the note and the answer: the record is out, the row only says that it may be.
    const ghost = `ghost.${tenant}.${bind.zone}`;
    await noteSending(id, { key: ghost, appPath: `${group}/ghost`, values: ['A 10.9.9.9', 'A 10.9.9.8'] }, new Date());
    await openPublisher(dns(), { owner: id, secret: bind.secret }).put(ghost, ['A 10.9.9.9'], []);
    await whenFree(() => suspendApp(scope, app.id));
    expect([bind.look(name), bind.look(ghost)].map((found) => found.length)).toEqual([1, 1]);
    const { connectTestEngine } = await import('@/lib/testing/connected-engine');
    await connectTestEngine();
    const { EngineConnection: Connection } = await import('@/lib/environments/server/engine-connection');
    const { engineMap } = await import('@/lib/environments/server/engines');
    if (!engineMap().has(engine.id)) engineMap().set(engine.id, new Connection(engine.id, engine.name, { kind: 'socket', socketPath: testEngine.socketPath }));
    await startAppController();
    startNamesController();
    await vi.waitFor(() => expect([bind.look(name), bind.look(ghost)]).toEqual([[], []]), soon);
    await whenFree(() => destroyApp(scope, app.id));
    await remove(id);
  });

  it('stay away from a publisher that is switched off, and keep their place', async () => {
    const { id } = await publish('skydns', publisherSettings.parse({ kind: 'etcd', url: etcd.url, zone: 'apps.example.com', instances: 'container' }), '');
    const app = await deploy();
    const [key] = await vi.waitFor(async () => { const keys = Object.keys(await etcd.all('/skydns/')); expect(keys).toHaveLength(1); return keys; }, soon);
    expect(key).toMatch(new RegExp(`^/skydns/com/example/apps/${tenant}/app-${counter}/[0-9a-f-]{36}$`));
    const settings = publisherSettings.parse({ kind: 'etcd', url: etcd.url, zone: 'apps.example.com', instances: 'container' });
    await expect(updatePublisher(scope, id, { enabled: true, settings: { ...settings, zone: 'other.example.com' } as typeof settings })).rejects.toMatchObject({ code: 'names.place_fixed' });
    await updatePublisher(scope, id, { enabled: false, settings });
    await vi.waitFor(async () => expect(await etcd.all('/skydns/')).toEqual({}), soon);
    await testPublisher({ id, settings });
    await whenFree(() => destroyApp(scope, app.id));
    await remove(id);
  });
});
