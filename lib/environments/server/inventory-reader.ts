import type Docker from 'dockerode';
import { log } from '@/lib/platform/server/log';
import type { ContainerRow } from '../contract';
import { contradicts } from '../model/expected-state';
import { type RawContainer, type RawImage, type RawNetwork, type RawVolume, toContainerRow } from '../model/normalise';
import type { InventoryResource } from './engine';
import type { MemoryInventory } from './memory-inventory';
import type { RawEvent } from './read-events';

const BATCH_MS = 20;
const RETRY_MS = 200;
/** A row that contradicts its last event is read again after a quarter of the time it has done so, until the periodic list takes over. */
const FIRST_REREAD_MS = 20;
const LAST_REREAD_MS = 6_000;
/** An event this young may still be on its way into a list: what a re-list changes then was not missed. */
const SETTLED_MS = 2_000;

const OTHERS = ['image', 'network', 'volume'] as const;
type Other = (typeof OTHERS)[number];

export interface EngineReads {
  /** Runs a list with a deadline; ends when the engine is found hung or gone. */
  list<T>(work: (docker: Docker) => Promise<T>): Promise<T>;
  isUp(): boolean;
  hostName(): string;
}

/**
 * Brings what the engine has into memory. Events only say what to read again; reads of one kind run one after another, so
 * an older answer can never overwrite a newer one. Containers have a lane of their own: a slow list of images must not
 * hold up a container's state.
 */
export class InventoryReader {
  private readonly touched = new Set<string>();
  private readonly lastActions = new Map<string, { action: string; atMs: number; rereading: boolean }>();
  private readonly dirty = new Set<Other>();
  private batch: NodeJS.Timeout | undefined;
  private readonly containers = new Lane(() => this.readTouched());
  private readonly others = new Lane(() => this.readDirty());
  private closed = false;

  constructor(
    private readonly environmentId: string,
    private readonly inventory: MemoryInventory,
    private readonly engine: EngineReads,
  ) {}

  onEvent(event: RawEvent): void {
    const { Type: type, Action: action = '', Actor: actor } = event;
    if (type === 'container') this.touch(actor?.ID ?? '', action);
    // Joining or leaving a network changes the container's addresses, and only this tells of it.
    if (type === 'network' && actor?.Attributes?.container) this.touch(actor.Attributes.container);
    if (type === 'image' || type === 'network' || type === 'volume') this.dirty.add(type);
    if (type === 'container' && action === 'commit') this.dirty.add('image');
    this.schedule(BATCH_MS);
  }

  /** Reads everything. Resolves with how many container rows were wrong though no event was on its way. */
  async readAll(): Promise<number> {
    for (const one of OTHERS) this.dirty.add(one);
    const [corrected] = await Promise.all([this.containers.run(() => this.replaceContainers()), this.others.next()]);
    return corrected;
  }

  async refresh(resource?: InventoryResource): Promise<void> {
    for (const one of OTHERS) if (!resource || resource === one) this.dirty.add(one);
    await Promise.all([
      (!resource || resource === 'container') && this.containers.run(() => this.replaceContainers()),
      resource !== 'container' && this.others.next(),
    ]);
  }

  get isBusy() {
    return this.touched.size > 0 || this.containers.isBusy;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.batch);
  }

  private touch(id: string, action?: string): void {
    this.touched.add(id);
    if (action !== undefined) this.lastActions.set(id, { action, atMs: Date.now(), rereading: false });
  }

  private schedule(afterMs: number): void {
    this.batch ??= setTimeout(() => {
      this.batch = undefined;
      // While the engine is away nothing can be read; its return reads everything.
      if (this.closed || !this.engine.isUp()) return;
      if (this.touched.size > 0) this.again(this.containers);
      if (this.dirty.size > 0) this.again(this.others);
    }, afterMs);
  }

  /** A list can fail because a container vanished meanwhile. What was to be read is still marked, so look again. */
  private again(lane: Lane): void {
    lane.next().catch((error: unknown) => {
      log.debug({ err: error, environment: this.environmentId }, 're-read failed');
      this.schedule(RETRY_MS);
    });
  }

  private async readTouched(): Promise<void> {
    const ids = [...this.touched];
    if (ids.length === 0) return;
    this.touched.clear();
    try {
      const rows = await this.listContainers({ id: ids });
      const found = new Set(rows.map((row) => row.id));
      this.inventory.changeContainers(rows, ids.filter((id) => !found.has(id)));
      for (const id of ids) if (!found.has(id)) this.lastActions.delete(id);
      for (const row of rows) this.settle(row);
    } catch (error) {
      for (const id of ids) this.touched.add(id);
      throw error;
    }
  }

  private async replaceContainers(): Promise<number> {
    const startedMs = Date.now();
    const before = [...this.touched];
    const rows = await this.listContainers();
    // What was touched while the list ran may be newer than the list.
    for (const id of before) this.touched.delete(id);
    const late = new Set(this.touched);
    const changed = this.inventory.replaceContainers(rows);
    for (const row of rows) this.settle(row);
    const ids = new Set(rows.map((row) => row.id));
    const corrected = changed.filter((id) => !late.has(id) && startedMs - (this.lastActions.get(id)?.atMs ?? 0) > SETTLED_MS);
    for (const id of this.lastActions.keys()) if (!ids.has(id)) this.lastActions.delete(id);
    if (this.touched.size > 0) this.schedule(0);
    return corrected.length;
  }

  private settle(row: ContainerRow): void {
    const last = this.lastActions.get(row.id);
    if (!last || last.rereading || !contradicts(last.action, row.state)) return;
    const forMs = Date.now() - last.atMs;
    if (forMs > LAST_REREAD_MS) return;
    last.rereading = true;
    setTimeout(() => {
      last.rereading = false;
      this.touched.add(row.id);
      this.schedule(0);
    }, Math.max(FIRST_REREAD_MS, forMs / 4)).unref();
  }

  private async listContainers(filters?: Record<string, string[]>): Promise<ContainerRow[]> {
    const raw = await this.engine.list((docker) => docker.listContainers({ all: true, ...(filters && { filters }) }));
    const [host, nowMs] = [this.engine.hostName(), Date.now()];
    return (raw as RawContainer[]).map((one) => toContainerRow(one, this.environmentId, host, nowMs));
  }

  private async readDirty(): Promise<void> {
    const kinds = [...this.dirty];
    this.dirty.clear();
    await Promise.all(kinds.map(async (kind) => {
      try {
        await this.readOther(kind);
      } catch (error) {
        this.dirty.add(kind);
        throw error;
      }
    }));
  }

  private async readOther(kind: Other): Promise<void> {
    if (kind === 'image') this.inventory.replaceImages((await this.engine.list((docker) => docker.listImages())) as RawImage[]);
    if (kind === 'network') this.inventory.replaceNetworks((await this.engine.list((docker) => docker.listNetworks())) as RawNetwork[]);
    if (kind === 'volume') this.inventory.replaceVolumes(((await this.engine.list((docker) => docker.listVolumes())).Volumes ?? []) as RawVolume[]);
  }
}

/** One read at a time. */
class Lane {
  private last: Promise<unknown> = Promise.resolve();
  private waiting: Promise<void> | undefined;
  private running = 0;

  constructor(private readonly read: () => Promise<void>) {}

  get isBusy() {
    return this.running > 0;
  }

  /** A pass that begins after this call; callers that come before it begins share it. */
  next(): Promise<void> {
    return (this.waiting ??= this.run(() => {
      this.waiting = undefined;
      return this.read();
    }));
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    this.running++;
    const mine = this.last.then(work).finally(() => { this.running--; });
    this.last = mine.catch(() => {});
    return mine;
  }
}
