import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Engine } from '@/lib/environments/server/engine';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
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
    // Held at half a core by its quota.
    expect(seen.cpuPercent).toBeGreaterThan(25);
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

  it('adds up the limits of running containers, and hears when one changes', async () => {
    const reserved = () => collector.latest && { cpus: collector.latest.total.reservedCpus, memory: collector.latest.total.reservedMemoryBytes, without: collector.latest.total.withoutMemoryLimit };
    const waits = { timeout: 20_000, interval: 100 };
    const before = await vi.waitFor(() => {
      const now = reserved()!;
      expect(now.without + (now.memory > 0 ? 1 : 0)).toBeGreaterThan(0);
      return now;
    }, waits);
    const container = await testEngine.run({ HostConfig: { Memory: 64 << 20, NanoCpus: 0.25e9 } });
    const unlimited = await testEngine.run();
    await vi.waitFor(() => expect(reserved()).toEqual({ cpus: before.cpus + 0.25, memory: before.memory + (64 << 20), without: before.without + 1 }), waits);
    await container.update({ Memory: 32 << 20, MemorySwap: 64 << 20, NanoCpus: 0.5e9 });
    await vi.waitFor(() => expect(reserved()).toEqual({ cpus: before.cpus + 0.5, memory: before.memory + (32 << 20), without: before.without + 1 }), waits);
    await Promise.all([container, unlimited].map((one) => one.remove({ force: true })));
    await vi.waitFor(() => expect(reserved()).toEqual(before), waits);
  });
});
