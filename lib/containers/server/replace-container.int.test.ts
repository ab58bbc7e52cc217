import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type Docker from 'dockerode';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { spawnBeside, testEngine } from '@/lib/testing/engine';
import { canStartEngines, startEngine, type StartedEngine } from '@/lib/testing/start-engine';
import type { ContainerSpec } from '../spec';
import { startReplacementController } from './container-replacement.controller';
import { findReplacement } from './container-replacement.repo';
import { replaceContainer } from './replace-container';
import { replacementQueue } from './replacement-queue';
import { showSpec } from './show-container';

const soon = { timeout: 40_000, interval: 100 };
let engine: EngineConnection;
let controller: { stop(): Promise<void> };

beforeAll(async () => {
  await testDatabase();
  engine = await connectTestEngine();
  controller = await startReplacementController();
});
afterAll(() => controller.stop());

const specOf = async (container: Docker.Container, on = engine): Promise<ContainerSpec> => (await showSpec({ environmentId: on.id, containerId: container.id })).spec;
const edit = (container: Docker.Container, spec: ContainerSpec, on = engine) => replaceContainer({ environmentId: on.id, containerId: container.id }, spec);
const end = (id: string) =>
  vi.waitFor(async () => {
    const row = await findReplacement(id);
    expect(row?.endedAt, row?.phase).not.toBeNull();
    return row!;
  }, soon);
const leftovers = async (docker = testEngine.docker) => (await docker.listContainers({ all: true })).filter(({ Names }) => Names.some((name) => name.includes('gantry-edit-')));

/** The same container, under its name, running, in its networks. */
async function expectAsItWas(container: Docker.Container, before: Docker.ContainerInspectInfo) {
  const now = await container.inspect();
  expect(now).toMatchObject({ Id: before.Id, Name: before.Name, State: { Running: true } });
  expect(now.Config).toEqual(before.Config);
  expect(Object.keys(now.NetworkSettings.Networks)).toEqual(Object.keys(before.NetworkSettings.Networks));
  expect(await leftovers()).toEqual([]);
}

describe('an edit that works', () => {
  it('puts a new container under the name and keeps all that the form does not show', async () => {
    const network = await testEngine.docker.createNetwork({ Name: testEngine.unique('net'), Labels: testEngine.labels });
    const { Name: networkName } = (await network.inspect()) as { Name: string };
    const container = await testEngine.run({
      Env: ['DB_PASSWORD=hunter2', 'A=1'], Labels: { team: 'a' }, Volumes: { '/anon': {} },
      HostConfig: { CapAdd: ['NET_ADMIN'], ExtraHosts: ['a:1.2.3.4'], Memory: 64 << 20, LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } } },
    });
    await network.connect({ Container: container.id, EndpointConfig: { Aliases: ['www'] } });
    await (await container.exec({ Cmd: ['sh', '-c', 'echo kept > /anon/file'] })).start({});
    const before = await container.inspect();
    const spec = await specOf(container);
    const row = await end((await edit(container, { ...spec, env: spec.env.map((entry) => (entry.name === 'A' ? { name: 'A', value: '2' } : entry)) })).id);
    expect(row).toMatchObject({ phase: 'done', error: null });
    const now = await testEngine.docker.getContainer(before.Name.slice(1)).inspect();
    expect(now.Id).toBe(row.newContainerId);
    expect(now.State.Running).toBe(true);
    expect(now.Config.Env).toEqual(expect.arrayContaining(['DB_PASSWORD=hunter2', 'A=2']));
    expect(now.Config.Labels).toMatchObject({ team: 'a' });
    expect(now.HostConfig).toMatchObject({ CapAdd: before.HostConfig.CapAdd, ExtraHosts: ['a:1.2.3.4'], Memory: 64 << 20, LogConfig: { Config: { 'max-size': '1m' } } });
    expect(now.Mounts.map((mount) => (mount as { Name?: string }).Name)).toEqual(before.Mounts.map((mount) => (mount as { Name?: string }).Name));
    expect(now.NetworkSettings.Networks[networkName]).toMatchObject({ Aliases: expect.arrayContaining(['www']) as string[] });
    await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 });
    expect(await leftovers()).toEqual([]);
    await testEngine.docker.getContainer(now.Id).remove({ force: true, v: true });
    await network.remove();
  });

  it('leaves a stopped container stopped', async () => {
    const container = await testEngine.run();
    await container.stop({ t: 0 });
    const row = await end((await edit(container, { ...(await specOf(container)), cpus: 0.5 })).id);
    const now = await testEngine.docker.getContainer(row.newContainerId!).inspect();
    expect(now).toMatchObject({ State: { Running: false }, HostConfig: { NanoCpus: 5e8 } });
    await testEngine.docker.getContainer(row.newContainerId!).remove({ force: true });
  });

  it('takes over a host port', async () => {
    const container = await testEngine.run({ ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '0' }] } } });
    const port = (await container.inspect()).NetworkSettings.Ports['80/tcp']![0]!.HostPort;
    const fixed = await testEngine.run({ ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: String(Number(port) + 1000) }] } } });
    const row = await end((await edit(fixed, { ...(await specOf(fixed)), memoryBytes: 32 << 20 })).id);
    expect(row.phase).toBe('done');
    expect((await testEngine.docker.getContainer(row.newContainerId!).inspect()).NetworkSettings.Ports['80/tcp']![0]!.HostPort).toBe(String(Number(port) + 1000));
    await testEngine.docker.getContainer(row.newContainerId!).remove({ force: true });
  });
});

describe('an edit that fails leaves the old container as it was', () => {
  const failing: [string, Partial<ContainerSpec>, string][] = [
    ['a command that ends at once', { command: ['sh', '-c', 'echo no luck; exit 3'] }, 'containers.new_exited'],
    ['a command that is not there', { command: ['/no/such/program'] }, 'environments.engine_bad_request'],
    ['an image that no registry gives', { image: '127.0.0.1:1/nothing:1' }, 'containers.image_unavailable'],
  ];
  it.each(failing)('%s', async (_, change, code) => {
    const container = await testEngine.run();
    const before = await container.inspect();
    const row = await end((await edit(container, { ...(await specOf(container)), ...change })).id);
    expect(row).toMatchObject({ phase: 'failed', error: { code } });
    await expectAsItWas(container, before);
  });

  it('tells the last words of the new one', async () => {
    const container = await testEngine.run();
    const row = await end((await edit(container, { ...(await specOf(container)), command: ['sh', '-c', 'echo no luck; exit 3'] })).id);
    expect(row.error!.params).toMatchObject({ exitCode: 3, output: 'no luck' });
  });

  it.runIf(canStartEngines)('a port that something outside of the engine holds, though the old one had to stop first', async () => {
    const port = 20_000 + (process.pid % 20_000);
    const holder = spawnBeside('busybox', ['nc', '-l', '-p', String(port)]);
    const volume = testEngine.unique('vol');
    const container = await testEngine.run({ HostConfig: { Binds: [`${volume}:/data`] } });
    const before = await container.inspect();
    const row = await end((await edit(container, { ...(await specOf(container)), ports: [{ containerPort: 80, hostPort: port, protocol: 'tcp' }] })).id);
    expect(row).toMatchObject({ phase: 'failed', error: { code: 'environments.port_taken' } });
    await expectAsItWas(container, before);
    holder.kill('SIGKILL');
    await container.remove({ force: true });
    await testEngine.docker.getVolume(volume).remove();
  });

  it('refuses before anything is made what cannot work', async () => {
    const container = await testEngine.run();
    const other = await testEngine.run({ ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '0' }] } } });
    const taken = Number((await other.inspect()).NetworkSettings.Ports['80/tcp']![0]!.HostPort);
    await engine.inventory.refresh('container');
    const spec = await specOf(container);
    await expect(edit(container, { ...spec, ports: [{ containerPort: 80, hostPort: taken, protocol: 'tcp' }] })).rejects.toMatchObject({ code: 'containers.port_taken_by', path: '$.spec.ports[0].hostPort' });
    await expect(edit(container, { ...spec, cpus: 0 })).rejects.toMatchObject({ code: 'containers.cpus_out_of_range', path: '$.spec.cpus' });
    await expect(edit(container, { ...spec, network: 'nowhere' })).rejects.toMatchObject({ code: 'containers.network_unknown' });
    expect(await leftovers()).toEqual([]);
  });

  it('a console killed at any moment', async () => {
    for (let round = 0; round < 6; round++) {
      const container = await testEngine.run();
      const before = await container.inspect();
      const { id } = await edit(container, { ...(await specOf(container)), env: [{ name: 'ROUND', value: String(round) }] });
      await sleep(round * round * 40);
      await controller.stop();
      replacementQueue().requests.clear();
      controller = await startReplacementController();
      const row = await end(id);
      const named = await testEngine.docker.getContainer(before.Name.slice(1)).inspect();
      expect(named.State.Running).toBe(true);
      expect(named.Id).toBe(row.phase === 'done' ? row.newContainerId : before.Id);
      expect(await leftovers()).toEqual([]);
      await testEngine.docker.getContainer(named.Id).remove({ force: true });
    }
  }, 120_000);
});

describe.skipIf(!canStartEngines)('an engine killed in the middle of an edit', () => {
  let own: StartedEngine;
  beforeAll(async () => { own = await startEngine(); });
  afterAll(() => own.stop());

  it('ends with one of the two, under the name and running', async () => {
    const connected = await connectTestEngine(own.socketPath);
    for (const delayMs of [50, 1_500, 4_600]) {
      const name = testEngine.unique('killed');
      const container = await own.docker.createContainer({ Image: testEngine.image, Cmd: ['sleep', '3600'], StopTimeout: 1, name });
      await container.start();
      const { id } = await edit(container, { ...(await specOf(container, connected)), env: [{ name: 'A', value: '1' }] }, connected);
      await sleep(delayMs);
      await own.kill9();
      // Where init reaps late, the engine takes its dead containerd for a living one.
      rmSync(path.join(own.dir, 'exec/containerd/containerd.pid'), { force: true });
      await own.restart();
      const row = await end(id);
      const named = await own.docker.getContainer(name).inspect();
      expect(named.Id).toBe(row.phase === 'done' ? row.newContainerId : container.id);
      if (row.phase === 'failed') expect(named.State.Running).toBe(true);
      expect(await leftovers(own.docker)).toEqual([]);
      await own.docker.getContainer(named.Id).remove({ force: true });
    }
  }, 180_000);
});
