import type Docker from 'dockerode';
import { setTimeout as sleep } from 'node:timers/promises';
import { publishLive } from '@/lib/platform/server/live-bus';
import { log } from '@/lib/platform/server/log';
import type { Overcommit, ConnectionInput, ContainerRow, EnvironmentDto, EnvironmentLiveEvent, EnvironmentStatus } from '../contract';
import { environmentErrors } from '../errors';
import { boundDocker, within } from './bound-docker';
import { dial, waysTo } from './dial';
import { connectEngine, type EngineClients } from './connect';
import type { Engine, InventoryChange } from './engine';
import { explainConnectionError } from './explain-connection-error';
import { EventFeed, millisOf } from './event-feed';
import { InventoryReader } from './inventory-reader';
import { MemoryInventory } from './memory-inventory';
import type { RawEvent } from './read-events';
import { maySeeEvent, maySeeRow, shownRow } from './places';
import { translateEngineError } from './translate-engine-error';

const PING_EVERY_MS = 1_500;
const PING_AGAIN_MS = 500;
const PING_DEADLINE_MS = 2_000;
const LIST_DEADLINE_MS = 20_000;
const CALL_DEADLINE_MS = 15_000;
export const RELIST_EVERY_MS = 60_000;

/**
 * One engine: whether it lives, what it has, and calls to it. A ping of its own decides between up, stale and down, so
 * that nothing else the engine is slow at can hide its state. Whatever hangs when it is found away is cut off; on its
 * return events are subscribed to first and everything is listed anew, so that nothing between is missed.
 */
export class EngineConnection implements Engine {
  readonly inventory: MemoryInventory;
  /** Rows that a periodic re-list had to put right. A healthy engine's count stays flat. */
  corrections = 0;
  private readonly clients: EngineClients;
  private readonly reader: InventoryReader;
  private readonly events = new EventFeed((event) => this.onEvent(event), () => this.wake());
  private readonly closing = new AbortController();
  /** Ends the reads that began before the engine was found away. */
  private reads = new AbortController();
  private current: EnvironmentStatus = { kind: 'connecting' };
  private facts: EnvironmentDto['host'] = null;
  private resuming: Promise<void> | undefined;
  private relisting: Promise<void> | undefined;
  private lastFullListAt = 0;
  private wake = () => {};

  constructor(
    readonly id: string,
    readonly name: string,
    private readonly connection: ConnectionInput,
    readonly overcommit: Overcommit = { cpu: 10, mem: 1 },
  ) {
    this.clients = connectEngine(connection);
    this.inventory = new MemoryInventory(id, (resource) => this.call(() => this.reader.refresh(resource)));
    this.reader = new InventoryReader(id, this.inventory, {
      list: (work) => within(this.clients.calls, { ms: LIST_DEADLINE_MS, signal: this.reads.signal }, work, () => this.late(LIST_DEADLINE_MS)),
      isUp: () => this.current.kind === 'up',
      hostName: () => this.facts?.name ?? this.name,
    });
    this.inventory.subscribe((change) => this.tell(change));
    void this.watch();
  }

  status = () => this.current;
  info = () => this.facts;

  async call<T>(work: (docker: Docker) => Promise<T>, options: { timeoutMs?: number | null; signal?: AbortSignal } = {}): Promise<T> {
    this.refuseWhileAway();
    const { timeoutMs = CALL_DEADLINE_MS, signal } = options;
    try {
      if (timeoutMs === null) return await work(signal ? boundDocker(this.clients.streams, signal) : this.clients.streams);
      return await within(this.clients.calls, { ms: timeoutMs, ...(signal && { signal }) }, work, () => this.late(timeoutMs));
    } catch (error) {
      throw translateEngineError(error, this.name);
    }
  }

  dial = (container: ContainerRow, port: number, signal: AbortSignal) => dial(this.connection, this.clients.tunnel, waysTo(this.connection, container, port), signal);

  /** Nobody waits a whole deadline for an engine that is known to hang or to be gone; the ping finds its return. */
  private refuseWhileAway(): void {
    const { current } = this;
    if (current.kind === 'stale') throw environmentErrors('engine_timeout', { engine: this.name, seconds: PING_DEADLINE_MS / 1000 });
    if (current.kind === 'down') throw environmentErrors('engine_unreachable', { engine: this.name, cause: current.code.replace('environments.', ''), reason: current.detail });
  }

  /** For an engine that is forgotten, or from now on reached another way: nothing that is known of it holds any more. */
  disconnect(): void {
    this.close();
    const { containers, images, networks, volumes } = this.inventory;
    const known = { container: containers(), image: images(), network: networks(), volume: volumes() };
    for (const resource of ['container', 'image', 'network', 'volume'] as const) this.tell({ resource, upserted: [], removed: known[resource].map((row) => ('id' in row ? row.id : row.name)) });
  }

  close(): void {
    this.closing.abort();
    this.reads.abort();
    this.wake();
    this.reader.close();
    this.events.close();
    this.clients.close();
  }

  private async watch(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        await within(this.clients.probe, { ms: PING_DEADLINE_MS }, (docker) => docker.ping(), () => this.late(PING_DEADLINE_MS));
        this.lives();
      } catch (error) {
        this.fell(error);
      }
      await this.pause(this.current.kind === 'up' ? PING_EVERY_MS : PING_AGAIN_MS);
    }
  }

  private async pause(ms: number): Promise<void> {
    const waking = new AbortController();
    this.wake = () => waking.abort();
    await sleep(ms, undefined, { signal: AbortSignal.any([waking.signal, this.closing.signal]) }).catch(() => {});
  }

  /** It answered. What that calls for runs beside the pings, so that a hang in it is noticed like any other. */
  private lives(): void {
    if (this.current.kind !== 'up' || !this.events.isOpen) {
      this.resuming ??= this.resume().catch((error: unknown) => this.fell(error)).finally(() => { this.resuming = undefined; });
    } else if (Date.now() - this.lastFullListAt > RELIST_EVERY_MS && !this.reader.isBusy) {
      this.relisting ??= this.relist().catch((error: unknown) => log.debug({ err: error, environment: this.name }, 're-list failed')).finally(() => { this.relisting = undefined; });
    }
  }

  /** Subscribe first, then list: what happens between the two is in the stream. */
  private async resume(): Promise<void> {
    const engineNowMs = await this.readFacts();
    await within(this.clients.streams, { ms: CALL_DEADLINE_MS, signal: this.reads.signal }, (docker) => this.events.open(docker, engineNowMs), () => this.late(CALL_DEADLINE_MS));
    await this.reader.readAll();
    this.lastFullListAt = Date.now();
    this.become({ kind: 'up' });
  }

  private async relist(): Promise<void> {
    this.lastFullListAt = Date.now();
    this.corrections += await this.reader.readAll();
  }

  private fell(error: unknown): void {
    if (this.closing.signal.aborted) return;
    const failure = explainConnectionError(error, this.connection, this.name);
    const kind = failure.code === 'environments.engine_timeout' ? 'stale' : 'down';
    this.reads.abort(failure);
    this.reads = new AbortController();
    // A stream to a host that was cut off never ends by itself; the next one asks for what this one may have missed.
    this.events.close();
    const since = this.current.kind === 'stale' || this.current.kind === 'down' ? this.current.since : new Date().toISOString();
    this.become({ kind, since, code: failure.code, detail: String(failure.params.reason ?? failure.message), params: failure.params });
  }

  private become(status: EnvironmentStatus): void {
    const reason = (one: EnvironmentStatus) => `${one.kind} ${'code' in one ? one.code : ''}`;
    const changed = reason(this.current) !== reason(status);
    this.current = status;
    if (!changed) return;
    log.info({ environment: this.name, status: status.kind, ...('detail' in status && { detail: status.detail }) }, 'environment state');
    publishLive({ kind: 'environment', permission: 'environment:view', on: 'somewhere', data: { id: this.id } satisfies EnvironmentLiveEvent });
  }

  private tell({ resource, upserted, removed }: InventoryChange): void {
    const upserts = upserted.map((key) => this.inventory.rowOf(resource, key)).filter(Boolean);
    publishLive({
      kind: 'inventory', permission: `${resource}:view`, data: { environmentId: this.id, resource, upserts, removes: removed },
      narrow: (maySee) => {
        const [some, gone] = [upserted.filter((key) => maySeeRow(maySee, this.id, resource, key)), removed.filter((key) => maySeeRow(maySee, this.id, resource, key))];
        return some.length + gone.length === 0 ? undefined : { environmentId: this.id, resource, upserts: some.flatMap((key) => { const row = this.inventory.rowOf(resource, key); return row ? [shownRow(maySee, this.id, resource, row)] : []; }), removes: gone };
      },
    });
  }

  private onEvent(event: RawEvent): void {
    this.reader.onEvent(event);
    const attributes = event.Actor?.Attributes ?? {};
    const actorId = event.Actor?.ID ?? '';
    const containerName = attributes.container && this.inventory.container(attributes.container)?.name;
    const row = this.inventory.addEvent({
      environmentId: this.id, at: new Date(millisOf(event)).toISOString(), type: event.Type ?? '', action: event.Action ?? '', actorId,
      actorName: attributes.name ?? actorId, ...(containerName && { containerName }), attributes,
    });
    publishLive({ kind: 'engineEvent', permission: 'event:view', data: row, narrow: (maySee) => (maySeeEvent(maySee, row) ? row : undefined) });
  }

  /** Returns the engine's own time. */
  private async readFacts(): Promise<number> {
    const [info, version] = await within(this.clients.calls, { ms: CALL_DEADLINE_MS, signal: this.reads.signal }, (docker) => Promise.all([docker.info(), docker.version()]), () => this.late(CALL_DEADLINE_MS));
    this.facts = {
      name: info.Name, engineVersion: version.Version, apiVersion: version.ApiVersion, os: info.OperatingSystem, architecture: info.Architecture,
      cpus: info.NCPU, memoryBytes: info.MemTotal, storageDriver: info.Driver, rootDir: info.DockerRootDir,
      // The engine's own labels, like `zone=east`.
      labels: Object.fromEntries(((info.Labels ?? []) as string[]).map((label) => [label.split('=')[0]!, label.slice(label.indexOf('=') + 1)])),
      limitsDisk: limitsDisk(info),
    };
    const now = Date.parse(info.SystemTime);
    return Number.isNaN(now) ? Date.now() : now;
  }

  private late = (ms: number) => environmentErrors('engine_timeout', { engine: this.name, seconds: Math.round(ms / 1000) });
}

/** Whether the storage driver can hold one container to a size: overlay2 only on xfs with project quotas. */
function limitsDisk({ Driver: driver, DriverStatus: status }: { Driver: string; DriverStatus?: [string, string][] | null }): boolean {
  if (['btrfs', 'zfs', 'devicemapper', 'windowsfilter'].includes(driver)) return true;
  return driver === 'overlay2' && (status ?? []).some(([name, value]) => name === 'Backing Filesystem' && value === 'xfs');
}
