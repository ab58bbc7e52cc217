import type Docker from 'dockerode';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { publishLive } from '@/lib/platform/server/live-bus';
import { log } from '@/lib/platform/server/log';
import type { ConnectionInput, ContainerRow, EnvironmentDto, EnvironmentStatus } from '../contract';
import { environmentErrors } from '../errors';
import { contradicts } from '../model/expected-state';
import { type RawContainer, type RawImage, type RawNetwork, type RawVolume, toContainerRow } from '../model/normalise';
import { connectDocker } from './connect';
import type { Engine, InventoryResource } from './engine';
import { MemoryInventory } from './memory-inventory';
import { type RawEvent, readEvents } from './read-events';
import { translateEngineError } from './translate-engine-error';

const PING_EVERY_MS = 1_500;
const PING_DEADLINE_MS = 2_000;
const LIST_DEADLINE_MS = 20_000;
const CALL_DEADLINE_MS = 15_000;
const BATCH_MS = 20;
const RETRY_MS = 200;
/** How often a row that contradicts its last event is read again (50, 100, 200 … ms) before the periodic list takes over. */
const MOST_REREADS = 7;
const RELIST_EVERY_MS = 60_000;
/** Engines keep few events; asking for some that were seen already costs nothing, since rows are re-read, not replayed. */
const OVERLAP_S = 5;

const RESOURCES: readonly InventoryResource[] = ['container', 'image', 'network', 'volume'];

/**
 * Keeps one engine's inventory true. Events only say what to re-read; lists run one after another, so an older answer can
 * never overwrite a newer one; a slow full re-list catches what events missed and counts it in `corrections`.
 */
export class EngineConnection implements Engine {
  readonly inventory: MemoryInventory;
  /** Rows that a periodic re-list had to put right. A healthy engine's count stays flat. */
  corrections = 0;
  private readonly calls: Docker;
  private readonly streams: Docker;
  private readonly closing = new AbortController();
  private current: EnvironmentStatus = { kind: 'connecting' };
  private facts: EnvironmentDto['host'] = null;
  private touched = new Set<string>();
  private readonly lastActions = new Map<string, { action: string; rereads: number }>();
  private stale = new Set<InventoryResource>();
  private reading: Promise<void> | undefined;
  private batch: NodeJS.Timeout | undefined;
  private eventStream: Readable | undefined;
  private lastEventAt = 0;
  private lastFullListAt = 0;

  constructor(
    readonly id: string,
    readonly name: string,
    connection: ConnectionInput,
  ) {
    this.calls = connectDocker(connection, 'calls');
    this.streams = connectDocker(connection, 'streams');
    this.inventory = new MemoryInventory(id, (resource) => this.refresh(resource));
    this.inventory.subscribe(({ resource, upserted, removed }) => {
      publishLive({
        kind: 'inventory',
        permission: `${resource}:view`,
        data: { environmentId: id, resource, upserts: upserted.map((key) => this.inventory.rowOf(resource, key)).filter(Boolean), removes: removed },
      });
    });
    void this.watch();
  }

  status = () => this.current;
  info = () => this.facts;

  async call<T>(work: (docker: Docker) => Promise<T>, options: { timeoutMs?: number | null; signal?: AbortSignal } = {}): Promise<T> {
    // A known-dead engine answers at once instead of holding the person for the whole deadline.
    if (this.current.kind === 'down') throw environmentErrors('engine_unreachable', { engine: this.name, reason: this.current.detail });
    const { timeoutMs = CALL_DEADLINE_MS } = options;
    try {
      const docker = timeoutMs === null ? this.streams : this.calls;
      return await (timeoutMs === null ? work(docker) : withDeadline(work(docker), timeoutMs, this.name));
    } catch (error) {
      throw translateEngineError(error, this.name);
    }
  }

  close(): void {
    this.closing.abort();
    clearTimeout(this.batch);
    this.eventStream?.destroy();
    for (const docker of [this.calls, this.streams]) (docker.modem as { agent?: { destroy(): void } }).agent?.destroy();
  }

  /** The loop that decides between up, stale and down, and starts anew whatever ended. */
  private async watch(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        await withDeadline(this.calls.ping(), PING_DEADLINE_MS, this.name);
        if (this.current.kind !== 'up' || !this.eventStream) await this.resume();
        else if (Date.now() - this.lastFullListAt > RELIST_EVERY_MS) this.corrections += await this.readEverything();
      } catch (error) {
        this.fell(error);
      }
      await sleep(this.current.kind === 'up' ? PING_EVERY_MS : 500, undefined, { signal: this.closing.signal }).catch(() => {});
    }
  }

  /** Subscribe first, then list: what happens between the two is in the stream. */
  private async resume(): Promise<void> {
    await this.openEvents();
    await this.readFacts();
    await this.readEverything();
    this.become({ kind: 'up' });
  }

  private fell(error: unknown): void {
    if (this.closing.signal.aborted) return;
    const failure = translateEngineError(error, this.name);
    const kind = failure.code === 'environments.engine_timeout' ? 'stale' : 'down';
    if (kind === 'down') this.dropEvents();
    const since = this.current.kind === 'stale' || this.current.kind === 'down' ? this.current.since : new Date().toISOString();
    this.become({ kind, since, code: failure.code, detail: String(failure.params.reason ?? failure.message) });
  }

  private become(status: EnvironmentStatus): void {
    const changed = this.current.kind !== status.kind;
    this.current = status;
    if (!changed) return;
    log.info({ environment: this.name, status: status.kind, ...('detail' in status && { detail: status.detail }) }, 'environment state');
    publishLive({ kind: 'environment', permission: 'environment:view', data: { id: this.id, status, host: this.facts } });
  }

  private async openEvents(): Promise<void> {
    if (this.eventStream) return;
    const since = this.lastEventAt ? Math.max(0, Math.floor(this.lastEventAt / 1000) - OVERLAP_S) : Math.floor(Date.now() / 1000);
    const opening = this.streams.getEvents({ since }) as Promise<unknown>;
    const stream = (await withDeadline(opening, PING_DEADLINE_MS * 2, this.name)) as Readable;
    this.eventStream = stream;
    void this.follow(stream);
  }

  private async follow(stream: Readable): Promise<void> {
    try {
      for await (const event of readEvents(stream)) this.onEvent(event);
    } catch {
      // The ping finds out what it was.
    } finally {
      if (this.eventStream === stream) this.eventStream = undefined;
    }
  }

  private dropEvents(): void {
    this.eventStream?.destroy();
    this.eventStream = undefined;
  }

  private onEvent(event: RawEvent): void {
    const action = event.Action ?? '';
    // Health checks and terminals raise these by the thousand; none of them changes a row.
    if (action.startsWith('exec_') || action === 'top') return;
    const at = event.timeNano ? Math.floor(event.timeNano / 1e6) : (event.time ?? 0) * 1000;
    const repeated = at <= this.lastEventAt - OVERLAP_S * 1000;
    this.lastEventAt = Math.max(this.lastEventAt, at);
    const actor = event.Actor?.ID ?? '';
    if (event.Type === 'container') {
      this.touched.add(actor);
      this.lastActions.set(actor, { action, rereads: 0 });
    }
    if (event.Type === 'network') this.touchNetwork(event);
    if (event.Type === 'image' || event.Type === 'volume' || event.Type === 'network') this.stale.add(event.Type);
    if (event.Type === 'container' && action === 'commit') this.stale.add('image');
    this.scheduleRead(BATCH_MS);
    if (!repeated) this.record(event, at, actor);
  }

  private scheduleRead(afterMs: number): void {
    this.batch ??= setTimeout(() => { this.batch = undefined; void this.readTouched(); }, afterMs);
  }

  private touchNetwork(event: RawEvent): void {
    const container = event.Actor?.Attributes?.container;
    if (container) this.touched.add(container);
  }

  private record(event: RawEvent, at: number, actorId: string): void {
    const attributes = event.Actor?.Attributes ?? {};
    const row = this.inventory.addEvent({
      environmentId: this.id, at: new Date(at).toISOString(), type: event.Type ?? '', action: event.Action ?? '', actorId,
      actorName: attributes.name ?? actorId, attributes,
    });
    publishLive({ kind: 'engineEvent', permission: 'event:view', data: row });
  }

  private async refresh(resource?: InventoryResource): Promise<void> {
    for (const one of resource ? [resource] : RESOURCES) this.stale.add(one);
    await this.call(() => this.readTouched(true));
  }

  /** Runs until nothing is left to re-read. A second caller waits for a pass that began after its call. */
  private async readTouched(strict = false): Promise<void> {
    while (this.reading) await this.reading.catch(() => {});
    this.reading = this.readOnce().finally(() => { this.reading = undefined; });
    await this.reading.catch((error: unknown) => {
      if (strict) throw error;
      // A list can fail because a container vanished meanwhile. What was to be read is still marked, so look again.
      log.debug({ err: error, environment: this.name }, 're-read failed');
      if (this.current.kind === 'up') this.scheduleRead(RETRY_MS);
    });
  }

  private async readOnce(): Promise<void> {
    while (this.touched.size + this.stale.size > 0 && !this.closing.signal.aborted) {
      const ids = [...this.touched];
      const stale = [...this.stale];
      this.touched = new Set();
      this.stale = new Set();
      try {
        if (stale.includes('container')) this.inventory.replaceContainers(await this.listContainers());
        else if (ids.length > 0) await this.readContainers(ids);
        if (stale.includes('image')) this.inventory.replaceImages((await this.list(this.calls.listImages())) as RawImage[]);
        if (stale.includes('network')) this.inventory.replaceNetworks((await this.list(this.calls.listNetworks())) as RawNetwork[]);
        if (stale.includes('volume')) this.inventory.replaceVolumes((await this.list(this.calls.listVolumes())).Volumes as RawVolume[] ?? []);
      } catch (error) {
        for (const id of ids) this.touched.add(id);
        for (const resource of stale) this.stale.add(resource);
        throw error;
      }
    }
  }

  private async readContainers(ids: string[]): Promise<void> {
    const rows = await this.listContainers({ id: ids });
    const found = new Set(rows.map((row) => row.id));
    this.inventory.changeContainers(rows, ids.filter((id) => !found.has(id)));
    for (const row of rows) this.settle(row);
    for (const id of ids) if (!found.has(id)) this.lastActions.delete(id);
  }

  private settle(row: ContainerRow): void {
    const last = this.lastActions.get(row.id);
    if (!last) return;
    if (!contradicts(last.action, row.state) || last.rereads >= MOST_REREADS) return void this.lastActions.delete(row.id);
    const delayMs = 50 * 2 ** last.rereads++;
    setTimeout(() => { this.touched.add(row.id); this.scheduleRead(0); }, delayMs).unref();
  }

  private async listContainers(filters?: Record<string, string[]>): Promise<ContainerRow[]> {
    const raw = await this.list(this.calls.listContainers({ all: true, ...(filters && { filters }) }));
    const host = this.facts?.name ?? this.name;
    return (raw as RawContainer[]).map((one) => toContainerRow(one, this.id, host));
  }

  private async readEverything(): Promise<number> {
    while (this.reading) await this.reading.catch(() => {});
    let corrected = 0;
    this.reading = (async () => {
      corrected = this.inventory.replaceContainers(await this.listContainers());
      for (const one of RESOURCES) if (one !== 'container') this.stale.add(one);
    })().finally(() => { this.reading = undefined; });
    await this.reading;
    await this.readTouched(true);
    this.lastFullListAt = Date.now();
    return corrected;
  }

  private async readFacts(): Promise<void> {
    const [info, version] = await this.list(Promise.all([this.calls.info(), this.calls.version()]));
    this.facts = {
      name: info.Name, engineVersion: version.Version, apiVersion: version.ApiVersion, os: info.OperatingSystem, architecture: info.Architecture,
      cpus: info.NCPU, memoryBytes: info.MemTotal, storageDriver: info.Driver, rootDir: info.DockerRootDir,
    };
  }

  private list = <T>(work: Promise<T>) => withDeadline(work, LIST_DEADLINE_MS, this.name);
}

/** The late answer of a call that was given up on must not become an unhandled rejection. */
async function withDeadline<T>(work: Promise<T>, ms: number, engine: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(environmentErrors('engine_timeout', { engine, seconds: Math.round(ms / 1000) })), ms);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
