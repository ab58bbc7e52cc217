import { randomUUID } from 'node:crypto';
import type { ContainerRow, EngineEventRow, ImageRow, InventoryKind, InventoryRows, NetworkRow, VolumeRow } from '../contract';
import { type RawImage, type RawNetwork, type RawVolume, toImageRow, toNetworkRow, toVolumeRow } from '../model/normalise';
import { isSameState } from '../model/state-age';
import type { Inventory, InventoryChange, InventoryResource } from './engine';

const KEPT_EVENTS = 1_000;
type Keyed = { id?: string; name: string } | { id: string };
const keyOf = (row: Keyed): string => row.id ?? (row as { name: string }).name;
const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The live picture of one engine. Only `EngineConnection` writes to it. */
export class MemoryInventory implements Inventory {
  readonly epoch = randomUUID();
  seq = 0;
  private readonly containerRows = new Map<string, ContainerRow>();
  private readonly raw = { image: [] as RawImage[], network: [] as RawNetwork[], volume: [] as RawVolume[] };
  private imageRows = new Map<string, ImageRow>();
  private networkRows = new Map<string, NetworkRow>();
  private volumeRows = new Map<string, VolumeRow>();
  private readonly keptEvents: EngineEventRow[] = [];
  private readonly listeners = new Set<(change: InventoryChange) => void>();

  constructor(
    private readonly environmentId: string,
    private readonly reread: (resource?: InventoryResource) => Promise<void>,
  ) {}

  containers = () => [...this.containerRows.values()];
  images = () => [...this.imageRows.values()];
  networks = () => [...this.networkRows.values()];
  volumes = () => [...this.volumeRows.values()];
  events = () => [...this.keptEvents];
  refresh = (resource?: InventoryResource) => this.reread(resource);

  container(idOrName: string): ContainerRow | undefined {
    return this.containerRows.get(idOrName) ?? this.containers().find((row) => row.name === idOrName || row.id.startsWith(idOrName));
  }

  subscribe(listener: (change: InventoryChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  rowOf<K extends InventoryKind>(resource: K, key: string): InventoryRows[K] | undefined {
    const rows = { container: this.containerRows, image: this.imageRows, network: this.networkRows, volume: this.volumeRows };
    return rows[resource].get(key) as InventoryRows[K] | undefined;
  }

  /** Takes the whole list of containers. Returns the ids of those that were not so before. */
  replaceContainers(rows: ContainerRow[]): string[] {
    const wanted = new Map(rows.map((row) => [row.id, row]));
    const removed = [...this.containerRows.keys()].filter((id) => !wanted.has(id));
    return this.changeContainers(rows, removed);
  }

  changeContainers(rows: ContainerRow[], removed: string[]): string[] {
    const upserted: string[] = [];
    for (const read of rows) {
      const before = this.containerRows.get(read.id);
      const row = before && isSameState(before, read) ? { ...read, since: before.since } : read;
      if (before && equal(before, row)) continue;
      // A status that only grew older is kept for who asks next, and told to nobody.
      this.containerRows.set(row.id, row);
      if (!before || !equal(withoutAge(before), withoutAge(row))) upserted.push(row.id);
    }
    const gone = removed.filter((id) => this.containerRows.delete(id));
    this.tell({ resource: 'container', upserted, removed: gone });
    if (upserted.length + gone.length > 0) this.derive();
    return [...upserted, ...gone];
  }

  replaceImages(raw: RawImage[]) { this.raw.image = raw; this.derive(); }
  replaceNetworks(raw: RawNetwork[]) { this.raw.network = raw; this.derive(); }
  replaceVolumes(raw: RawVolume[]) { this.raw.volume = raw; this.derive(); }

  addEvent(event: Omit<EngineEventRow, 'seq'>): EngineEventRow {
    const row = { ...event, seq: ++this.seq };
    this.keptEvents.push(row);
    if (this.keptEvents.length > KEPT_EVENTS) this.keptEvents.shift();
    return row;
  }

  /** Counts of use come from the containers, so that all rows agree with each other. */
  private derive(): void {
    const byImage = new Map<string, number>();
    const byNetwork = new Map<string, number>();
    const byVolume = new Map<string, string[]>();
    for (const row of this.containerRows.values()) {
      byImage.set(row.imageId, (byImage.get(row.imageId) ?? 0) + 1);
      for (const { network } of row.addresses) byNetwork.set(network, (byNetwork.get(network) ?? 0) + 1);
      for (const mount of row.mounts) if (mount.type === 'volume' && mount.name) byVolume.set(mount.name, [...(byVolume.get(mount.name) ?? []), row.name]);
    }
    const id = this.environmentId;
    this.imageRows = this.put('image', this.imageRows, this.raw.image.map((raw) => toImageRow(raw, id, byImage.get(raw.Id) ?? 0)));
    this.networkRows = this.put('network', this.networkRows, this.raw.network.map((raw) => toNetworkRow(raw, id, byNetwork.get(raw.Name) ?? 0)));
    this.volumeRows = this.put('volume', this.volumeRows, this.raw.volume.map((raw) => toVolumeRow(raw, id, (byVolume.get(raw.Name) ?? []).sort())));
  }

  private put<Row extends Keyed>(resource: InventoryResource, before: Map<string, Row>, rows: Row[]): Map<string, Row> {
    const after = new Map(rows.map((row) => [keyOf(row), row]));
    const upserted = [...after].filter(([key, row]) => !equal(before.get(key), row)).map(([key]) => key);
    const removed = [...before.keys()].filter((key) => !after.has(key));
    if (upserted.length + removed.length > 0) queueMicrotask(() => this.tell({ resource, upserted, removed }));
    return after;
  }

  private tell(change: InventoryChange): void {
    if (change.upserted.length + change.removed.length === 0) return;
    for (const listener of this.listeners) listener(change);
  }
}

/** `Up 3 minutes` ages by itself: a row is changed when something else in it is. */
const withoutAge = (row: ContainerRow) => ({ ...row, status: row.status.replace(/\d+|About an?|Less than a|seconds?|minutes?|hours?|days?|weeks?|months?|years?/g, '') });
