import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { showContainer, showInspect } from '@/lib/containers/server/show-container';
import { downloadLogs } from '@/lib/logs/server/download-logs';
import { putSecret, putVariable } from '@/lib/groups/server/settings';
import { spawnBeside, testEngine } from '@/lib/testing/engine';
import { withApps } from '@/lib/testing/with-apps';
import { canStartEngines } from '@/lib/testing/start-engine';
import { createRegistry, listRegistries } from '@/lib/registries/server/manage-registries';
import { everyPermission } from '@/lib/testing/scopes';
import { appSpec, type AppSpecInput } from '../spec';
import { createApp, destroyApp, retryApp, updateApp } from './deploy-app';
import { getApp } from './get-app';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 100 };
const spec = (change: Partial<AppSpecInput> = {}) =>
  appSpec.parse({ image: testEngine.image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.3 }, ...change });

let engine: EngineConnection;
let counter = 0;
const group = `/${testEngine.unique('spec')}`;
const deploy = (change?: Partial<AppSpecInput>) => createApp(scope, { path: `${group}/app-${++counter}`, environmentId: engine.id, spec: spec(change), message: '' });
const reaches = (id: string, status: string) => vi.waitFor(async () => { const app = await getApp(id, 'en'); expect(app.status, JSON.stringify(app.deployments[0])).toBe(status); return app; }, soon);
const onEngine = async (path: string) => testEngine.docker.listContainers({ all: true, filters: { label: [`gantry.app=${path}`] } });
const run = async (id: string, ...Cmd: string[]) => {
  const exec = await testEngine.docker.getContainer(id).exec({ Cmd, AttachStdout: true, AttachStderr: true });
  const output = await exec.start({ hijack: true, Tty: true } as never);
  let text = '';
  for await (const chunk of output) text += String(chunk);
  return text.replace(/[\u0000-\u0009\u000b-\u001f\ufffd]/g, '').trim();
};
const oneOf = async (path: string) => (await onEngine(path)).find((row) => row.State === 'running')!.Id;
const WWW = ['/bin/httpd', '-f', '-p', '8080', '-h', '/etc'];

describe('what a spec can say', () => {
  withApps(group, (started) => { engine = started; });

  it('env names secrets and variables of the group; a version keeps what they meant', async () => {
    await putVariable('test', { group, name: 'DB_HOST', value: 'db-1' });
    await putSecret('test', { group: '/', name: 'DB_PASSWORD', secret: 'from the root' });
    await putSecret('test', { group, name: 'DB_PASSWORD', secret: 'first' });
    const wish = { env: { HOST: { variable: 'DB_HOST' }, PASSWORD: { secret: 'DB_PASSWORD' }, PLAIN: 'x' }, timeZone: 'Asia/Shanghai' };
    const app = await deploy(wish);
    await reaches(app.id, 'running');
    expect((await run(await oneOf(app.path), 'env')).split('\n')).toEqual(expect.arrayContaining(['HOST=db-1', 'PASSWORD=first', 'PLAIN=x', 'TZ=Asia/Shanghai']));
    expect((await updateApp(scope, app.id, { spec: spec(wish), message: '' })).version).toBe(1);
    await putSecret('test', { group, name: 'DB_PASSWORD', secret: 'tr0ub4dor' });
    expect((await updateApp(scope, app.id, { spec: spec(wish), message: '' })).version).toBe(2);
    await reaches(app.id, 'running');
    expect((await run(await oneOf(app.path), 'env')).split('\n')).toContain('PASSWORD=tr0ub4dor');
    expect(JSON.stringify(await getApp(app.id, 'en'))).not.toContain('tr0ub4dor');
    await expect(deploy({ env: { A: { secret: 'NOT_THERE' } } })).rejects.toMatchObject({ code: 'groups.secret_unknown', path: '$.spec.env.A' });
  });

  it('config files are there, read-only, and go with the app', async () => {
    const app = await deploy({ configFiles: [{ path: '/etc/app/app.conf', content: 'colour = 绿\n' }, { path: '/run.sh', content: '#!/bin/sh\necho ran\n', mode: '0555' }] });
    await reaches(app.id, 'running');
    const id = await oneOf(app.path);
    expect(await run(id, 'cat', '/etc/app/app.conf')).toContain('colour = ');
    expect(await run(id, '/run.sh')).toBe('ran');
    expect(await run(id, 'sh', '-c', 'touch /etc/app/app.conf 2>&1; cat /etc/app/app.conf >/dev/null; (echo x >> /etc/app/app.conf) 2>/dev/null && echo wrote || echo refused')).toContain('refused');
    const volumes = async () => (await testEngine.docker.listVolumes()).Volumes.filter(({ Name }) => Name.includes(app.id));
    expect(await volumes()).toHaveLength(1);
    await destroyApp(scope, app.id);
    await vi.waitFor(async () => expect(getApp(app.id, 'en')).rejects.toMatchObject({ code: 'apps.not_found' }), soon);
    expect(await volumes()).toEqual([]);
  });

  it('a secret of the group comes as env and as a file, and is covered in the log and in what is shown of the container', async () => {
    await putSecret('test', { group, name: 'TLS_KEY', secret: 'line one of the key\nline two of the key' });
    const app = await deploy({ args: ['sh', '-c', 'echo started with $KEY; cat /etc/tls/key; sleep 3600'], env: { KEY: { secret: 'TLS_KEY' } }, configFiles: [{ path: '/etc/tls/key', content: { secret: 'TLS_KEY' }, mode: '0444' }] });
    await reaches(app.id, 'running');
    const id = await oneOf(app.path);
    expect(await run(id, 'cat', '/etc/tls/key')).toBe('line one of the key\nline two of the key');
    const closing = new AbortController();
    const log = await (await downloadLogs(engine.id, id, { stdout: true, stderr: true, follow: false }, false, closing.signal)).text();
    expect(log).toContain('started with ••••••');
    expect(log).not.toContain('of the key');
    const place = { environmentId: engine.id, containerId: id };
    for (const shown of [await showContainer(place), await showInspect(place)]) expect(JSON.stringify(shown)).not.toContain('of the key');
  });

  it('a sidecar shares network and volumes, comes back with its main container, and goes with it', async () => {
    const shared = testEngine.unique('shared');
    const app = await deploy({ entrypoint: WWW, args: undefined, volumes: [{ type: 'volume', source: shared, containerPath: '/shared' }], sidecars: [{ name: 'helper', image: testEngine.image, pullPolicy: 'never', args: ['sleep', '3600'], mem: 16 }] });
    await reaches(app.id, 'running');
    const rows = await onEngine(app.path);
    expect(rows).toHaveLength(2);
    const helper = rows.find((row) => row.Labels['gantry.sidecar'] === 'helper')!;
    const main = rows.find((row) => row !== helper)!;
    expect(await run(helper.Id, 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080/hosts')).toContain('localhost');
    await run(main.Id, 'sh', '-c', 'echo hello > /shared/note');
    expect(await run(helper.Id, 'cat', '/shared/note')).toBe('hello');
    await testEngine.docker.getContainer(main.Id).restart({ t: 0 });
    await vi.waitFor(async () => expect(await run(helper.Id, 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080/hosts')).toContain('localhost'), soon);
    await destroyApp(scope, app.id);
    await vi.waitFor(async () => expect(await onEngine(app.path)).toEqual([]), soon);
    await testEngine.docker.getVolume(shared).remove();
  });

  it('HTTP and TCP checks need nothing in the image; an instance that fails them is replaced', async () => {
    const check = { intervalSeconds: 1, timeoutSeconds: 1, maxConsecutiveFailures: 2 };
    const app = await deploy({ cmd: 'echo ok > /tmp/health; exec httpd -f -p 8080 -h /tmp', args: undefined, ports: [{ containerPort: 8080, name: 'http' }], healthChecks: [{ protocol: 'HTTP', path: '/health', port: 'http', ...check }, { protocol: 'TCP', ...check }], backoff: { seconds: 0.1 } });
    const running = await reaches(app.id, 'running');
    expect(running.instanceRows[0]).toMatchObject({ readiness: 'ready', health: 'healthy' });
    const first = await oneOf(app.path);
    await run(first, 'rm', '/tmp/health');
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).instances).toMatchObject({ ready: 0 }), soon);
    await vi.waitFor(async () => expect((await onEngine(app.path)).map(({ Id }) => Id)).not.toContain(first), soon);
    const healed = await reaches(app.id, 'running');
    expect(healed.instanceRows.find(({ containerId }) => containerId === first)!.reason!.detail).toMatch(/failed its health check 2 times in a row: HTTP 404/);
  });

  it('a readiness check holds the rollout until it is answered', async () => {
    const app = await deploy({ cmd: 'sleep 2; echo ok > /tmp/ready; exec httpd -f -p 8080 -h /tmp', args: undefined, ports: [{ containerPort: 8080 }], readinessChecks: [{ path: '/ready', intervalSeconds: 1 }] });
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).instances).toMatchObject({ starting: 1 }), soon);
    const { instanceRows: [row] } = await reaches(app.id, 'running');
    expect(Date.parse(row!.readyAt!) - Date.parse(row!.createdAt)).toBeGreaterThan(1_900);
  });

  it('networks, aliases, limits and the command before the end are as asked', async () => {
    const network = await testEngine.docker.createNetwork({ Name: testEngine.unique('net'), Labels: testEngine.labels });
    const second = await testEngine.docker.createNetwork({ Name: testEngine.unique('net'), Labels: testEngine.labels });
    const [{ Name: one }, { Name: two }] = await Promise.all([network.inspect(), second.inspect()]);
    await engine.inventory.refresh('network');
    const app = await deploy({
      networks: [{ name: one, aliases: ['db'] }, { name: two, aliases: ['db-two'] }], ulimits: [{ name: 'nofile', soft: 100, hard: 200 }], tty: true,
      volumes: [{ type: 'volume', source: testEngine.unique('vol'), containerPath: '/out' }], preStop: { command: ['sh', '-c', 'echo bye > /out/bye'] },
    });
    await reaches(app.id, 'running');
    const id = await oneOf(app.path);
    const { NetworkSettings, HostConfig, Config } = await testEngine.docker.getContainer(id).inspect();
    expect(NetworkSettings.Networks[one]!.Aliases).toContain('db');
    expect(NetworkSettings.Networks[two]!.Aliases).toContain('db-two');
    expect(HostConfig.Ulimits).toEqual([{ Name: 'nofile', Soft: 100, Hard: 200 }]);
    expect(Config.Tty).toBe(true);
    const { spec: { volumes: [volume] } } = await getApp(app.id, 'en');
    await destroyApp(scope, app.id);
    await vi.waitFor(async () => expect(await onEngine(app.path)).toEqual([]), soon);
    const reader = await testEngine.run({ HostConfig: { Binds: [`${(volume as { source: string }).source}:/out`] } });
    expect(await run(reader.id, 'cat', '/out/bye')).toBe('bye');
    await reader.remove({ force: true });
    await testEngine.docker.getVolume((volume as { source: string }).source).remove();
    await Promise.all([network.remove(), second.remove()]);
  });

  it.runIf(canStartEngines)('an image behind a password is pulled with the credential that the spec names, and refused without', async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'gantry-private-'));
    const port = 41_000 + (process.pid % 9_000);
    // htpasswd of "puller" with the password "open sesame" (bcrypt).
    writeFileSync(path.join(dir, 'htpasswd'), `puller:$2y$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW\n`);
    writeFileSync(path.join(dir, 'config.yml'), `version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: ${dir}\nhttp:\n  addr: 127.0.0.1:${port}\nauth:\n  htpasswd:\n    realm: test\n    path: ${dir}/htpasswd\n`);
    const registry = spawnBeside('docker-registry', ['serve', path.join(dir, 'config.yml')]);
    try {
      const repo = `127.0.0.1:${port}/team/private`;
      const authconfig = { username: 'puller', password: 'open sesame', serveraddress: `127.0.0.1:${port}` };
      await testEngine.docker.getImage(testEngine.image).tag({ repo, tag: '1' });
      await vi.waitFor(async () => {
        const text = String(await buffer((await testEngine.docker.getImage(`${repo}:1`).push({ authconfig })) as never));
        expect(text).not.toContain('error');
      }, soon);
      await testEngine.docker.getImage(`${repo}:1`).remove();
      await createRegistry('test', { name: 'private', group: '/', server: `127.0.0.1:${port}`, username: 'puller', password: 'open sesame' });
      const wish = { image: `${repo}:1`, pullPolicy: 'always' as const };
      const refused = await deploy(wish);
      await vi.waitFor(async () => expect((await getApp(refused.id, 'en')).deployments[0]).toMatchObject({ status: 'failed', reason: { detail: expect.stringContaining(repo) as unknown } }), soon);
      const app = await deploy({ ...wish, registryCredential: 'private' });
      await reaches(app.id, 'running');
      await expect(deploy({ registryCredential: 'nobody' })).rejects.toMatchObject({ code: 'registries.unknown', path: '$.spec.registryCredential' });
      expect(JSON.stringify(await listRegistries(scope))).not.toContain('sesame');
      await destroyApp(scope, app.id);
      await destroyApp(scope, refused.id, true);
      await vi.waitFor(async () => expect(await onEngine(app.path)).toEqual([]), soon);
      await testEngine.docker.getImage(`${repo}:1`).remove({ force: true }).catch(() => {});
    } finally {
      registry.kill('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('hooks run once, and a failing one leaves the old version as it was', async () => {
    const app = await deploy();
    await reaches(app.id, 'running');
    await updateApp(scope, app.id, { spec: spec({ env: { A: '1' }, hooks: { pre: { command: ['sh', '-c', 'echo migrating; exit 3'] } } }), message: '' });
    const failed = await vi.waitFor(async () => { const found = await getApp(app.id, 'en'); expect(found.deployments[0]!.status).toBe('failed'); return found; }, soon);
    expect(failed.deployments[0]!.reason!.detail).toBe('The command before the rollout ended with exit code 3: migrating');
    expect(await reaches(app.id, 'running')).toMatchObject({ version: 1 });
    await updateApp(scope, app.id, { spec: spec({ env: { A: '1' }, hooks: { pre: { command: ['true'] }, post: { command: ['echo', 'done'] } } }), message: '' });
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).deployments[0]!.status).toBe('succeeded'), soon);
    await vi.waitFor(async () => expect((await onEngine(app.path)).map((row) => row.Labels['gantry.version'])).toEqual(['3']), soon);
    // One that takes a while, and that stands alone.
    await updateApp(scope, app.id, { spec: spec({ env: { A: '2' }, hooks: { post: { command: ['sh', '-c', 'sleep 2; exit 5'] } } }), message: '' });
    const undone = await vi.waitFor(async () => { const found = await getApp(app.id, 'en'); expect(found).toMatchObject({ status: 'running', version: 3, deployments: [{ status: 'failed' }, {}, {}, {}] }); return found; }, soon);
    expect(undone.deployments[0]!.reason!.detail).toMatch(/^The command after the rollout ended with exit code 5/);
  });

  it('what asks for more than a host has waits and says why; what no host meets is refused', async () => {
    const app = await deploy({ mem: 4_000_000 });
    const waiting = await reaches(app.id, 'waiting');
    expect(waiting.deployments[0]!.reason!.detail).toMatch(/^No host has a place for one more instance\. It asks for 4000000 MiB of memory, the host has \d+\.$/);
    expect(await onEngine(app.path)).toEqual([]);
    expect(waiting.placement!.funnel.find(({ step }) => step === 'mem')).toEqual({ step: 'mem', passed: 0, of: 1 });
    await expect(deploy({ instances: 2, constraints: [{ field: 'hostname', operator: 'UNIQUE' }] })).rejects.toMatchObject({ code: 'apps.constraint_unmet', path: '$.spec.constraints[0]' });
    await expect(deploy({ dependencies: [`${group}/nothing`] })).rejects.toMatchObject({ code: 'apps.dependency_unknown', path: '$.spec.dependencies[0]' });
    await expect(updateApp(scope, app.id, { spec: spec({ dependencies: [app.path] }), message: '' }, true)).rejects.toMatchObject({ code: 'apps.dependency_cycle' });
  });

  it('what ends for good is started anew after its backoff, sooner by hand, and the wait is told', async () => {
    const app = await deploy({ restart: 'on-failure', cmd: 'while [ ! -f /tmp/stop ]; do sleep 0.1; done; kill -9 $$', args: undefined, backoff: { seconds: 600, maxSeconds: 600 } });
    await reaches(app.id, 'running');
    const first = await oneOf(app.path);
    await testEngine.docker.getContainer(first).kill();
    const delayed = await reaches(app.id, 'delayed');
    expect(Date.parse(delayed.nextTryAt!) - Date.now()).toBeGreaterThan(500_000);
    expect(delayed.instanceRows[0]!.reason!.detail).toContain('exit code 137');
    await retryApp(scope, app.id);
    const again = await reaches(app.id, 'running');
    expect(again.instanceRows.filter(({ endedAt }) => !endedAt).map(({ containerId }) => containerId)).not.toContain(first);
  });
});
