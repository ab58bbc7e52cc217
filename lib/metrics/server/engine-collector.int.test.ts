import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Engine } from '@/lib/environments/server/engine';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import { canStartEngines, startEngine } from '@/lib/testing/start-engine';
import { countersOfStats, type EngineStats } from '../model/parse-engine-stats';
import { toSample } from '../model/counters';
import { EngineCollector } from './engine-collector';

let engine: Engine;
let collector: EngineCollector;
beforeAll(async () => {
  await testDatabase();
  engine = await connectTestEngine();
  collector = new EngineCollector(engine);
});
afterAll(() => collector.close());

/** What the engine itself says, over a stretch of the same length. */
async function engineSample(id: string) {
  const ask = async () => countersOfStats((await testEngine.docker.getContainer(id).stats({ stream: false, 'one-shot': true })) as unknown as EngineStats, Date.now(), engine.info()!.memoryBytes)!;
  const before = await ask();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  return toSample(before, await ask())!;
}

describe('the collector', () => {
  it('agrees with the engine about a busy container and its limit', async () => {
    const limit = 64 << 20;
    const container = await testEngine.run({ Cmd: ['sh', '-c', 'while :; do :; done'], HostConfig: { Memory: limit, NanoCpus: 0.5e9 } });
    await vi.waitFor(() => expect(collector.history(container.id, 0).length).toBeGreaterThan(1), { timeout: 20_000, interval: 100 });
    const told = await engineSample(container.id);
    const seen = await vi.waitFor(() => {
      const last = collector.history(container.id, told.at - 1_000).at(-1);
      expect(last).toBeDefined();
      return last!;
    }, { timeout: 10_000, interval: 100 });
    // Held at half a core by its quota; less where the machine has less to give.
    expect(seen.cpuPercent).toBeGreaterThan(5);
    expect(seen.cpuPercent).toBeLessThan(75);
    expect(Math.abs(seen.cpuPercent - told.cpuPercent)).toBeLessThan(25);
    expect(seen.memoryLimitBytes).toBe(limit);
    expect(Math.abs(seen.memoryBytes - told.memoryBytes)).toBeLessThan(4 << 20);
    expect(collector.latest?.samples[container.id]?.[2]).toBe(limit);
    expect(collector.latest?.total.containers).toBeGreaterThan(0);
  });

  it('drops what it knew of a container that is removed, and shows none for one that stopped', async () => {
    const container = await testEngine.run();
    await vi.waitFor(() => expect(collector.latest?.samples[container.id]).toBeDefined(), { timeout: 20_000, interval: 100 });
    await container.stop({ t: 0 });
    await vi.waitFor(() => expect(collector.latest?.samples[container.id]).toBeUndefined(), { timeout: 20_000, interval: 100 });
    expect(collector.history(container.id, 0).length).toBeGreaterThan(0);
    await container.remove();
    await vi.waitFor(() => expect(collector.history(container.id, 0)).toEqual([]), { timeout: 20_000, interval: 100 });
  });

  it.runIf(canStartEngines)('adds up the limits of running containers, and hears when one changes', async () => {
    // An engine of its own: others make and remove containers on the shared one.
    const own = await startEngine();
    const counting = new EngineCollector(await connectTestEngine(own.socketPath));
    const run = async (HostConfig: object) => {
      const container = await own.docker.createContainer({ Image: testEngine.image, Cmd: ['sleep', '3600'], HostConfig });
      await container.start();
      return container;
    };
    const expectReserved = (cpus: number, memory: number, without: number) =>
      vi.waitFor(() => expect(counting.latest?.total).toMatchObject({ reservedCpus: cpus, reservedMemoryBytes: memory, withoutMemoryLimit: without }), { timeout: 20_000, interval: 100 });
    try {
      const container = await run({ Memory: 64 << 20, NanoCpus: 0.25e9 });
      const unlimited = await run({});
      await expectReserved(0.25, 64 << 20, 1);
      await container.update({ Memory: 32 << 20, MemorySwap: 64 << 20, NanoCpus: 0.5e9 });
      await expectReserved(0.5, 32 << 20, 1);
      await container.remove({ force: true });
      await expectReserved(0, 0, 1);
      await unlimited.remove({ force: true });
    } finally {
      counting.close();
      await own.stop();
    }
  });
});
