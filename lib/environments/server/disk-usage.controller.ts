import { publishLive } from '@/lib/platform/server/live-bus';
import { log } from '@/lib/platform/server/log';
import { onShutdown } from '@/lib/platform/server/shutdown';
import type { DiskUsageDto } from '../contract';
import { type RawDiskUsage, readDiskUsage } from '../model/disk-usage';
import { diskMeters, type DiskMeter } from './disk-meters';
import type { Engine } from './engine';
import { allEngines } from './engines';

const LOOK_EVERY_MS = 2_000;
const AGAIN_MS = 10 * 60_000;
/** An engine measures once at a time, and refuses while somebody else asks. */
const AFTER_FAILURE_MS = 60_000;
/** Engines walk their whole disk for this: at most a fiftieth of their time. */
const REST = 50;
const DEADLINE_MS = 10 * 60_000;

/** Measures the disk of each engine now and then; nobody who looks at a page ever waits for it. */
export function startDiskUsageController(): void {
  measureDue();
  const timer = setInterval(measureDue, LOOK_EVERY_MS);
  timer.unref();
  onShutdown(() => {
    clearInterval(timer);
    diskMeters().clear();
  });
}

function measureDue(): void {
  const engines = new Map(allEngines().map((engine) => [engine.id, engine]));
  for (const [id, meter] of diskMeters()) if (engines.get(id) !== meter.engine) diskMeters().delete(id);
  for (const engine of engines.values()) {
    if (engine.status().kind !== 'up' || meterOf(engine).dueAtMs > Date.now()) continue;
    void measureDisk(engine).catch((error: unknown) => log.debug({ err: error, environment: engine.name }, 'the disk was not measured'));
  }
}

function meterOf(engine: Engine): DiskMeter {
  const known = diskMeters().get(engine.id);
  if (known?.engine === engine) return known;
  const meter: DiskMeter = { engine, latest: null, dueAtMs: 0, measuring: null };
  diskMeters().set(engine.id, meter);
  return meter;
}

/** Whoever asks while a measurement runs shares it. */
export function measureDisk(engine: Engine): Promise<DiskUsageDto> {
  const meter = meterOf(engine);
  return (meter.measuring ??= measure(meter).finally(() => { meter.measuring = null; }));
}

async function measure(meter: DiskMeter): Promise<DiskUsageDto> {
  const { engine } = meter;
  const startedAtMs = Date.now();
  meter.dueAtMs = startedAtMs + AFTER_FAILURE_MS;
  const raw = await engine.call((docker) => docker.df(), { timeoutMs: DEADLINE_MS });
  const endedAtMs = Date.now();
  const tookMs = endedAtMs - startedAtMs;
  meter.dueAtMs = endedAtMs + Math.max(AGAIN_MS, tookMs * REST);
  meter.latest = { environmentId: engine.id, measuredAt: new Date(endedAtMs).toISOString(), tookMs, ...readDiskUsage(raw as RawDiskUsage) };
  publishLive({ kind: 'disk-usage', permission: 'environment:view', replaceKey: `disk-usage:${engine.id}`, data: meter.latest });
  return meter.latest;
}
