import { setImmediate as yieldTurn, setTimeout as sleep } from 'node:timers/promises';
import type { ContainerRow } from '@/lib/environments/contract';
import type { Engine } from '@/lib/environments/server/engine';
import { publishLive } from '@/lib/platform/server/live-bus';
import { log } from '@/lib/platform/server/log';
import type { MetricSample, MetricsLiveEvent } from '../contract';
import { toSample, type Counters } from '../model/counters';
import { type Reservation, reservationOf, sumReservations } from '../model/reservation';
import { countersOfStats, type EngineStats } from '../model/parse-engine-stats';
import { SampleRing } from '../model/sample-ring';
import { locateCgroup, readCgroup, type CgroupTarget } from './cgroup-reader';
import type { MaySee } from '@/lib/platform/server/live-reader';
import { narrowMetrics } from './narrow-metrics';

export const INTERVAL_MS = 3_000;
export const KEPT_MS = 15 * 60_000;
const CAPACITY = KEPT_MS / INTERVAL_MS;
/** One question costs the engine several milliseconds of CPU: twelve a second keep it under a tenth of a core. */
const QUESTIONS_PER_SECOND = 12;
const QUESTIONS_AT_ONCE = 12;
const INSPECTS_AT_ONCE = 4;
const CHUNK = 20;

/** One container as the collector knows it: where its counters are, its last reading, its history. */
interface Watched {
  source: 'unknown' | 'engine' | CgroupTarget;
  before: Counters | null;
  /** Its limits; null until the engine was asked, and again after they changed. */
  reservation: Reservation | null;
  /** When the last sample came; older than two rounds means that there is none to show. */
  history: SampleRing;
}

/** Samples all running containers of one engine, however many people look. */
export class EngineCollector {
  latest: MetricsLiveEvent | null = null;
  intervalMs = INTERVAL_MS;
  private readonly watched = new Map<string, Watched>();
  private readonly closing = new AbortController();
  private lastUpdateSeq = 0;

  constructor(readonly engine: Engine) {
    void this.loop();
  }

  history(containerId: string, since: number): MetricSample[] {
    return this.watched.get(containerId)?.history.since(since) ?? [];
  }

  close = () => this.closing.abort();

  private async loop(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      const startedAt = performance.now();
      await this.round().catch((error: unknown) => log.warn({ err: error, environment: this.engine.name }, 'a round of metrics failed'));
      await sleep(Math.max(100, this.intervalMs - (performance.now() - startedAt)), undefined, { signal }).catch(() => {});
    }
  }

  private async round(): Promise<void> {
    const rows = this.engine.inventory.containers();
    const known = new Set(rows.map((row) => row.id));
    for (const id of this.watched.keys()) if (!known.has(id)) this.watched.delete(id);
    const running = rows.filter((row) => row.state === 'running' || row.state === 'paused');
    for (const row of rows) if (row.state !== 'running' && row.state !== 'paused') this.forgetStart(row.id);

    this.noteUpdates();
    await this.locate(running);
    await this.readLocal(running);
    await this.askEngine(running);
    if (!this.closing.signal.aborted) this.publish(running);
  }

  /** A start of the container ended; its history stays until the container is removed. */
  private forgetStart(id: string): void {
    const watched = this.watched.get(id);
    if (watched) Object.assign(watched, { source: 'unknown', before: null });
  }

  /** `docker update` changes limits and nothing else that a list would show. */
  private noteUpdates(): void {
    const events = this.engine.inventory.events();
    for (let index = events.length - 1; index >= 0 && events[index]!.seq > this.lastUpdateSeq; index--) {
      const { type, action, actorId } = events[index]!;
      const watched = type === 'container' && action === 'update' ? this.watched.get(actorId) : undefined;
      if (watched) watched.reservation = null;
    }
    this.lastUpdateSeq = events.at(-1)?.seq ?? this.lastUpdateSeq;
  }

  /** One inspect a start tells the first process, hence the cgroup, where the engine runs on this machine. */
  private async locate(rows: ContainerRow[]): Promise<void> {
    for (const { id } of rows) if (!this.watched.has(id)) this.watched.set(id, { source: 'unknown', before: null, reservation: null, history: new SampleRing(CAPACITY) });
    const unknown = rows.filter((row) => {
      const { source, reservation } = this.watched.get(row.id)!;
      return source === 'unknown' || !reservation;
    });
    await eachAtMost(INSPECTS_AT_ONCE, unknown, async ({ id }) => {
      if (this.closing.signal.aborted) return;
      try {
        const { State, HostConfig } = await this.engine.call((docker) => docker.getContainer(id).inspect());
        const ownNetwork = !/^(host|container:)/.test(HostConfig.NetworkMode ?? '');
        const watched = this.watched.get(id)!;
        watched.reservation = reservationOf(HostConfig);
        if (State.Pid > 0 && watched.source === 'unknown') watched.source = locateCgroup(id, State.Pid, ownNetwork) ?? 'engine';
      } catch {
        // The container or the engine is gone for the moment; the next round asks again.
      }
    });
  }

  private async readLocal(rows: ContainerRow[]): Promise<void> {
    const host = this.engine.info()?.memoryBytes ?? 0;
    for (const [index, { id }] of rows.entries()) {
      const watched = this.watched.get(id);
      if (!watched || typeof watched.source === 'string') continue;
      try {
        this.take(watched, readCgroup(watched.source, host));
      } catch {
        this.forgetStart(id);
      }
      if (index % CHUNK === CHUNK - 1) await yieldTurn();
    }
  }

  private async askEngine(rows: ContainerRow[]): Promise<void> {
    const remote = rows.filter((row) => this.watched.get(row.id)?.source === 'engine');
    this.intervalMs = Math.max(INTERVAL_MS, Math.ceil((remote.length / QUESTIONS_PER_SECOND) * 1000));
    const host = this.engine.info()?.memoryBytes ?? 0;
    let asked = 0;
    const startedAt = performance.now();
    await eachAtMost(QUESTIONS_AT_ONCE, remote, async ({ id }) => {
      const early = (asked++ / QUESTIONS_PER_SECOND) * 1000 - (performance.now() - startedAt);
      if (early > 0) await sleep(early, undefined, { signal: this.closing.signal }).catch(() => {});
      if (this.closing.signal.aborted || this.engine.status().kind !== 'up') return;
      try {
        // Engines before API 1.41 do not know one-shot and take a second longer; the answer is the same to us.
        const stats = await this.engine.call((docker) => docker.getContainer(id).stats({ stream: false, 'one-shot': true }));
        const counters = countersOfStats(stats as unknown as EngineStats, Date.now(), host);
        const watched = this.watched.get(id);
        if (!watched) return;
        if (counters) this.take(watched, counters);
        else this.forgetStart(id);
      } catch {
        this.forgetStart(id);
      }
    });
  }

  private take(watched: Watched, counters: Counters): void {
    const sample = watched.before && toSample(watched.before, counters);
    watched.before = counters;
    if (sample) watched.history.push(sample);
  }

  /** What of the latest figures a reader may see. */
  latestFor(maySee: MaySee): MetricsLiveEvent | null {
    return this.latest && narrowMetrics(this.latest, (id) => this.watched.get(id)?.reservation, maySee);
  }

  private publish(rows: ContainerRow[]): void {
    const host = this.engine.info();
    const oldest = Date.now() - 2 * this.intervalMs - INTERVAL_MS;
    const samples: MetricsLiveEvent['samples'] = {};
    const reserved = sumReservations(rows.flatMap(({ id }) => this.watched.get(id)?.reservation ?? []));
    const total = { cpuPercent: 0, memoryBytes: 0, containers: 0, cpus: host?.cpus ?? 0, hostMemoryBytes: host?.memoryBytes ?? 0, ...reserved };
    for (const { id } of rows) {
      const last = this.watched.get(id)?.history.last;
      if (!last || last.at < oldest) continue;
      const cpuPercent = Math.round(last.cpuPercent * 100) / 100;
      samples[id] = [cpuPercent, last.memoryBytes, last.memoryLimitBytes];
      total.cpuPercent += cpuPercent;
      total.memoryBytes += last.memoryBytes;
      total.containers++;
    }
    total.cpuPercent = Math.round(total.cpuPercent * 100) / 100;
    const latest = { environmentId: this.engine.id, at: Date.now(), intervalMs: this.intervalMs, samples, total };
    this.latest = latest;
    publishLive({ kind: 'metrics', permission: 'container:view', replaceKey: `metrics:${this.engine.id}`, data: this.latest, narrow: (maySee) => narrowMetrics(latest, (id) => this.watched.get(id)?.reservation, maySee) });
  }
}

async function eachAtMost<T>(most: number, items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, async () => {
    for (const item of waiting) await work(item);
  }));
}
