import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startAppController } from '@/lib/apps/server/app.controller';
import { createApp, scaleApp, suspendApp } from '@/lib/apps/server/deploy-app';
import { findDrift } from '@/lib/apps/server/drift';
import { appSpec, type AppSpecInput } from '@/lib/apps/spec';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { runShutdown } from '@/lib/platform/server/shutdown';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { everyPermission } from '@/lib/testing/scopes';
import { canStartEngines, startEngine, type StartedEngine } from '@/lib/testing/start-engine';
import { TEST_IMAGE } from '@/lib/testing/busybox-image';
import { listInternalNames, setInternalNames } from './internal-names';
import { startNamesController } from './names.controller';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 50 };

/** An engine of its own: a name server listens in its host's network. */
describe.skipIf(!canStartEngines)('names inside an environment', () => {
  let started: StartedEngine;
  let engine: EngineConnection;
  beforeAll(async () => {
    await testDatabase();
    started = await startEngine();
    engine = await connectTestEngine(started.socketPath);
    await startAppController();
    startNamesController();
  }, 120_000);
  afterAll(async () => {
    await runShutdown();
    await started?.stop();
  });

  const spec = (change: Partial<AppSpecInput> = {}) => appSpec.parse({ image: TEST_IMAGE, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.2 }, ...change });
  const deploy = (path: string, change?: Partial<AppSpecInput>) => createApp(scope, { path, environmentId: engine.id, spec: spec(change), message: '' });
  const whenFree = (work: () => Promise<unknown>) => vi.waitFor(work, soon);
  const rowsOf = async (path: string) => started.docker.listContainers({ filters: { label: [`gantry.app=${path}`] } });
  const running = (path: string, count = 1) => vi.waitFor(async () => { const rows = await rowsOf(path); expect(rows).toHaveLength(count); return rows; }, soon);
  const addressesOf = async (path: string) => (await rowsOf(path)).map((row) => Object.values(row.NetworkSettings.Networks)[0]!.IPAddress).sort();
  const exec = async (path: string, ...command: string[]): Promise<string> => {
    const [row] = await running(path);
    const run = await started.docker.getContainer(row!.Id).exec({ Cmd: command, AttachStdout: true, AttachStderr: true, Tty: true });
    const stream = await run.start({ Tty: true });
    let text = '';
    stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    await new Promise((resolve) => stream.on('end', resolve));
    return text;
  };
  /** As the app's own programs see it. */
  const look = async (from: string, name: string, ...server: string[]) => [...(await exec(from, 'timeout', '8', 'nslookup', name, ...server)).replace(/[^]*?\r?\n\r?\n/, '').matchAll(/Address(?: \d+)?: ([\d.]+)(?!:)/g)].map((match) => match[1]!).sort();
  /** Asks a server from within the app's network. */
  const dig = async (from: string, ...args: string[]) => {
    const [row] = await running(from);
    const { State } = await started.docker.getContainer(row!.Id).inspect();
    const { stdout } = spawnSync('nsenter', ['--target', String(State.Pid), '--net', 'dig', '+tries=1', '+time=3', ...args], { encoding: 'utf8' });
    return stdout;
  };
  const serverOf = (tenant: string) => started.docker.getContainer(`gantry-names.${tenant}`).inspect();

  it('lead from app to app by the path read backwards, to ready instances only', async () => {
    const hystrix = await deploy('/movie-backend/hystrix', { instances: 2 });
    await deploy('/movie-backend/web/front');
    await running('/movie-backend/hystrix', 2);
    await running('/movie-backend/web/front');
    await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'hystrix.movie-backend')).toEqual(await addressesOf('/movie-backend/hystrix')), soon);
    expect(await look('/movie-backend/web/front', 'hystrix.movie-backend.gantry.internal')).toEqual(await addressesOf('/movie-backend/hystrix'));
    expect(await look('/movie-backend/web/front', 'front.web.movie-backend')).toEqual(await addressesOf('/movie-backend/web/front'));
    // An instance that dies answers no more, at once.
    const [first] = await rowsOf('/movie-backend/hystrix');
    const dead = Object.values(first!.NetworkSettings.Networks)[0]!.IPAddress;
    await started.docker.getContainer(first!.Id).pause();
    await started.docker.getContainer(first!.Id).unpause();
    await whenFree(() => scaleApp(scope, hystrix.id, 1));
    await running('/movie-backend/hystrix', 1);
    await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'hystrix.movie-backend')).toEqual(await addressesOf('/movie-backend/hystrix')), { timeout: 3_000, interval: 20 });
    expect(dead).toBeTruthy();
    // Nothing of this is a difference from what was asked for.
    expect((await findDrift(hystrix.id)).items).toEqual([]);
  });

  it('leave out what is not ready, and then do not exist', async () => {
    const app = await deploy('/movie-backend/slow', { healthChecks: [{ protocol: 'COMMAND', command: ['test', '-e', '/ready'], intervalSeconds: 1, timeoutSeconds: 1, gracePeriodSeconds: 60, maxConsecutiveFailures: 60 }] as never });
    await running('/movie-backend/slow');
    expect(await look('/movie-backend/web/front', 'slow.movie-backend')).toEqual([]);
    await exec('/movie-backend/slow', 'touch', '/ready');
    await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'slow.movie-backend')).toHaveLength(1), soon);
    await whenFree(() => suspendApp(scope, app.id));
    await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'slow.movie-backend')).toEqual([]), soon);
  });

  it('show no tenant what another has, also if it asks the other one’s server', async () => {
    await deploy('/rival/spy');
    await running('/rival/spy');
    await vi.waitFor(async () => expect(await look('/rival/spy', 'spy.rival')).toEqual(await addressesOf('/rival/spy')), soon);
    expect(await look('/rival/spy', 'hystrix.movie-backend')).toEqual([]);
    const gatewayOf = (name: string) => engine.inventory.networks().find((row) => row.name === name)!.subnets[0]!.gateway!;
    const ask = (from: string, ...more: string[]) => dig(from, '+short', `@${gatewayOf('gantry-movie-backend')}`, 'hystrix.movie-backend', ...more);
    const [address] = await addressesOf('/movie-backend/hystrix');
    for (const transport of ['+notcp', '+tcp']) {
      expect((await ask('/movie-backend/web/front', transport)).trim()).toBe(address);
      expect(await ask('/rival/spy', transport)).not.toContain(address);
    }
  });

  it('leave the names of the world to the servers that the host asks', async () => {
    const asked = /^nameserver\s+(\S+)/m.exec(readFileSync('/etc/resolv.conf', 'utf8'))![1]!;
    const beside = ['--target', readFileSync(path.join(started.dir, 'pid'), 'utf8').trim(), '--net'];
    execFileSync('nsenter', [...beside, 'ip', 'addr', 'replace', `${asked}/32`, 'dev', 'lo']);
    const world = spawn('nsenter', [...beside, 'dnsmasq', '--keep-in-foreground', '--conf-file=/dev/null', '--pid-file=', '--no-resolv', '--no-hosts', '--bind-interfaces', `--listen-address=${asked}`, '--address=/world.example/192.0.2.80'], { stdio: 'ignore' });
    try {
      await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'www.world.example')).toContain('192.0.2.80'), soon);
    } finally {
      world.kill('SIGKILL');
    }
  });

  it('come from a server that may do nothing else, and whose answers live a second at most', async () => {
    const { HostConfig: host, State } = await serverOf('movie-backend');
    expect(State.Running).toBe(true);
    const answer = await dig('/movie-backend/web/front', '@127.0.0.11', 'hystrix.movie-backend');
    expect(answer).toMatch(/hystrix\.movie-backend\.\s+[01]\s+IN\s+A\s/);
    // What is not there is said at once; a name without an IPv6 address exists all the same.
    const began = Date.now();
    expect(await dig('/movie-backend/web/front', '@127.0.0.11', 'slow.movie-backend')).toContain('NXDOMAIN');
    expect(await dig('/movie-backend/web/front', '@127.0.0.11', 'hystrix.movie-backend', 'AAAA')).toContain('NOERROR');
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(host).toMatchObject({ ReadonlyRootfs: true, Privileged: false, CapDrop: ['ALL'], RestartPolicy: { Name: 'always' }, Memory: 32 * 1024 * 1024 });
    expect((await listInternalNames('en'))[0]).toMatchObject({ enabled: true, servers: [{ tenant: '/movie-backend', state: 'running' }, { tenant: '/rival', state: 'running' }] });
  });

  it('go on while the console is down, also over a restart of the server, and the next console follows again', async () => {
    const before = await addressesOf('/movie-backend/hystrix');
    await runShutdown();
    await started.docker.getContainer('gantry-names.movie-backend').restart();
    await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'hystrix.movie-backend')).toEqual(before), soon);
    await started.docker.getContainer('gantry-names.movie-backend').remove({ force: true });
    engine = await connectAgain(engine);
    await startAppController();
    startNamesController();
    await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'hystrix.movie-backend')).toEqual(before), soon);
  });

  it('are looked after: a server that is removed comes back', async () => {
    await started.docker.getContainer('gantry-names.movie-backend').remove({ force: true });
    await vi.waitFor(async () => expect((await serverOf('movie-backend')).State.Running).toBe(true), soon);
    await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'hystrix.movie-backend')).toHaveLength(1), soon);
  });

  it('are left out where a firewall keeps containers from their server, and the app runs all the same', async () => {
    const beside = ['--target', readFileSync(path.join(started.dir, 'pid'), 'utf8').trim(), '--net', 'iptables'];
    const rule = ['INPUT', '-p', 'tcp', '--dport', '53', '-j', 'DROP'];
    execFileSync('nsenter', [...beside, '-I', ...rule]);
    try {
      await deploy('/walled/app');
      const [row] = await running('/walled/app');
      expect((await started.docker.getContainer(row!.Id).inspect()).HostConfig.Dns ?? []).toEqual([]);
      const { servers } = (await listInternalNames('en'))[0]!;
      expect(servers.find(({ tenant }) => tenant === '/walled')).toMatchObject({ state: 'failed', detail: expect.stringMatching(/do not get through to port 53/) as string });
    } finally {
      execFileSync('nsenter', [...beside, '-D', ...rule]);
    }
  });

  it('end where they are switched off', async () => {
    await setInternalNames(scope, engine.id, false);
    await vi.waitFor(async () => expect(await look('/movie-backend/web/front', 'hystrix.movie-backend')).toEqual([]), soon);
    await deploy('/movie-backend/later');
    const [row] = await running('/movie-backend/later');
    expect((await started.docker.getContainer(row!.Id).inspect()).HostConfig.Dns ?? []).toEqual([]);
  });

  async function connectAgain(old: EngineConnection): Promise<EngineConnection> {
    const { EngineConnection: Connection } = await import('@/lib/environments/server/engine-connection');
    const { engineMap } = await import('@/lib/environments/server/engines');
    const next = new Connection(old.id, old.name, { kind: 'socket', socketPath: started.socketPath });
    engineMap().set(old.id, next);
    await vi.waitFor(() => expect(next.status().kind).toBe('up'), soon);
    return next;
  }
});
