import { beforeAll, describe, expect, it, vi } from 'vitest';
import { subscribeLive } from '@/lib/platform/server/live-bus';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import { canStartEngines, startEngine } from '@/lib/testing/start-engine';
import type { EngineConnection } from './engine-connection';

const soon = { timeout: 10_000, interval: 20 };
/** What the engine itself says it has, as the inventory would name it. */
const truth = async (docker: typeof testEngine.docker) => (await docker.listContainers({ all: true })).map((row) => `${row.Id} ${row.State}`).sort();
const seen = (engine: EngineConnection) => engine.inventory.containers().map((row) => `${row.id} ${row.state}`).sort();

describe('the inventory', () => {
  beforeAll(async () => { await testDatabase(); });

  it('follows a container from start to removal and tells what changed', async () => {
    const engine = await connectTestEngine();
    const told: { resource: string; upserts: { id: string }[]; removes: string[] }[] = [];
    const stop = subscribeLive((event) => { if (event.kind === 'inventory') told.push(event.data as (typeof told)[number]); });
    const container = await testEngine.run({ name: testEngine.unique('follow'), ExposedPorts: { '80/tcp': {} } });
    await vi.waitFor(() => expect(engine.inventory.container(container.id)?.state).toBe('running'), soon);
    await container.stop({ t: 0 });
    await vi.waitFor(() => expect(engine.inventory.container(container.id)).toMatchObject({ state: 'exited', exitCode: 137 }), soon);
    await container.remove();
    await vi.waitFor(() => expect(engine.inventory.container(container.id)).toBeUndefined(), soon);
    expect(told.some((one) => one.upserts.some((row) => row.id === container.id))).toBe(true);
    expect(told.some((one) => one.removes.includes(container.id))).toBe(true);
    stop();
  });

  it('counts who uses an image and a volume', async () => {
    const engine = await connectTestEngine();
    const volume = testEngine.unique('vol');
    const container = await testEngine.run({ HostConfig: { Mounts: [{ Type: 'volume', Source: volume, Target: '/data' }] } });
    const name = (await container.inspect()).Name.slice(1);
    await vi.waitFor(() => {
      expect(engine.inventory.volumes().find((row) => row.name === volume)?.usedBy).toEqual([name]);
      // Other tests make containers of the same image meanwhile.
      const image = engine.inventory.images().find(({ tags }) => tags.includes(testEngine.image))!;
      const users = engine.inventory.containers().filter(({ imageId }) => imageId === image.id);
      expect(users.map((row) => row.name)).toContain(name);
      expect(image.containerCount).toBe(users.length);
    }, soon);
  });

  it.runIf(canStartEngines)('says down when the engine is killed, and is right again within 5 s of its return', async () => {
    const own = await startEngine(['--live-restore']);
    try {
      const engine = await connectTestEngine(own.socketPath);
      const stays = await own.docker.createContainer({ Image: testEngine.image, Cmd: ['sleep', '3600'], name: 'stays' });
      await vi.waitFor(() => expect(seen(engine)).toHaveLength(1), soon);
      await own.kill9();
      await vi.waitFor(() => expect(engine.status().kind).toBe('down'), { timeout: 4_000, interval: 20 });
      expect(engine.inventory.containers(), 'rows stay while the engine is away').toHaveLength(1);
      await expect(engine.call((docker) => docker.listContainers())).rejects.toMatchObject({ code: 'environments.engine_unreachable' });
      await own.restart();
      await stays.remove();
      await own.docker.createContainer({ Image: testEngine.image, Cmd: ['true'], name: 'fresh' });
      await vi.waitFor(async () => {
        expect(engine.status().kind).toBe('up');
        expect(seen(engine)).toEqual(await truth(own.docker));
      }, { timeout: 5_000, interval: 50 });
    } finally {
      await own.stop();
    }
  });

  it.runIf(canStartEngines)('says stale while the engine hangs, keeps its rows, and catches up', async () => {
    const own = await startEngine();
    try {
      const engine = await connectTestEngine(own.socketPath);
      await own.docker.createContainer({ Image: testEngine.image, Cmd: ['true'], name: 'one' });
      await vi.waitFor(() => expect(seen(engine)).toHaveLength(1), soon);
      own.signal('SIGSTOP');
      await vi.waitFor(() => expect(engine.status().kind).toBe('stale'), { timeout: 8_000, interval: 50 });
      expect(engine.inventory.containers()).toHaveLength(1);
      let asked = false;
      await expect(engine.call(async () => { asked = true; })).rejects.toMatchObject({ code: 'environments.engine_timeout' });
      expect(asked, 'an engine that hangs is asked for nothing').toBe(false);
      own.signal('SIGCONT');
      await own.docker.createContainer({ Image: testEngine.image, Cmd: ['true'], name: 'two' });
      await vi.waitFor(() => { expect(engine.status().kind).toBe('up'); expect(seen(engine)).toHaveLength(2); }, { timeout: 5_000, interval: 50 });
    } finally {
      await own.stop();
    }
  });

  it('equals the engine after a burst of makes and removes', async () => {
    const engine = await connectTestEngine();
    const containers = await Promise.all(Array.from({ length: 40 }, (_, index) => testEngine.docker.createContainer({ Image: testEngine.image, Cmd: ['true'], name: testEngine.unique(`burst${index}`), Labels: testEngine.labels })));
    await Promise.all(containers.map((container, index) => (index % 2 ? container.remove() : container.start())));
    await vi.waitFor(async () => expect(seen(engine)).toEqual(await truth(testEngine.docker)), soon);
    await Promise.all(containers.map((container) => container.remove({ force: true }).catch(() => {})));
    await vi.waitFor(async () => expect(seen(engine)).toEqual(await truth(testEngine.docker)), soon);
  });
});
