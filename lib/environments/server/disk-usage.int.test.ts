import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { subscribeLive } from '@/lib/platform/server/live-bus';
import { runShutdown } from '@/lib/platform/server/shutdown';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import type { DiskUsageDto } from '../contract';
import { measureDisk, startDiskUsageController } from './disk-usage.controller';
import type { Engine } from './engine';
import { listDiskUsage } from './show-disk-usage';

let engine: Engine;
beforeAll(async () => {
  await testDatabase();
  engine = await connectTestEngine();
});
afterAll(runShutdown);

it('the disk of an engine is measured without being asked for, told, and kept', async () => {
  const told: DiskUsageDto[] = [];
  const stop = subscribeLive((event) => { if (event.kind === 'disk-usage') told.push(event.data as DiskUsageDto); });
  startDiskUsageController();
  await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 20_000, interval: 50 });
  expect((await listDiskUsage(engine.id)).items).toEqual(told);
  expect((await listDiskUsage(crypto.randomUUID())).items).toEqual([]);
  expect(told[0]!.images.sizeBytes).toBeGreaterThan(1_000_000);
  stop();
});

it('what a stopped container wrote and a volume that nobody uses can be had back', async () => {
  const volume = testEngine.unique('full');
  const write = 'dd if=/dev/zero of=/big bs=1M count=3; dd if=/dev/zero of=/data/big bs=1M count=2';
  const container = await testEngine.run({ Cmd: ['sh', '-c', write], HostConfig: { Mounts: [{ Type: 'volume', Source: volume, Target: '/data' }] } });
  await container.wait();
  const held = await measureDisk(engine);
  expect(held.containers.reclaimableBytes).toBeGreaterThanOrEqual(3 << 20);
  expect(held.volumes.sizeBytes).toBeGreaterThanOrEqual(2 << 20);
  await container.remove();
  const freed = await measureDisk(engine);
  expect(freed.volumes.reclaimableBytes).toBeGreaterThanOrEqual(2 << 20);
  expect(freed.containers.sizeBytes).toBeLessThan(held.containers.sizeBytes);
  expect(Date.parse(freed.measuredAt)).toBeGreaterThanOrEqual(Date.parse(held.measuredAt));
  await testEngine.docker.getVolume(volume).remove();
});

it('whoever asks while it is being measured gets that measurement', async () => {
  const [one, two] = await Promise.all([measureDisk(engine), measureDisk(engine)]);
  expect(one).toBe(two);
});
