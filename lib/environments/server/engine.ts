import type Docker from 'dockerode';
import type { Duplex } from 'node:stream';
import type { Overcommit, ContainerRow, EngineEventRow, EnvironmentDto, EnvironmentStatus, ImageRow, InventoryKind, InventoryRows, NetworkRow, VolumeRow } from '../contract';

/** A Docker engine that Gantry is connected to, with the live picture of what it has. */
export interface Engine {
  readonly id: string;
  readonly name: string;
  readonly inventory: Inventory;
  readonly overcommit: Overcommit;
  status(): EnvironmentStatus;
  info(): EnvironmentDto['host'];
  /**
   * Runs one call against the engine and translates what goes wrong into an `AppError` of the `environments` slice:
   * unreachable, timed out, not found, name taken, port taken, image missing, no space, refused with the engine's words.
   * `timeoutMs` bounds the wait (default 15 000; `null` for streams and pulls, which end by `signal`).
   */
  call<T>(work: (docker: Docker) => Promise<T>, options?: { timeoutMs?: number | null; signal?: AbortSignal }): Promise<T>;
  /** A TCP connection to a port of a container, by whatever way leads there; fails with the network's own error. */
  dial(container: ContainerRow, port: number, signal: AbortSignal): Promise<Duplex>;
}

export interface Inventory {
  /** Rises with every change; starts anew with `epoch` when the process restarts. */
  readonly epoch: string;
  readonly seq: number;
  containers(): ContainerRow[];
  container(idOrName: string): ContainerRow | undefined;
  images(): ImageRow[];
  networks(): NetworkRow[];
  volumes(): VolumeRow[];
  rowOf<K extends InventoryKind>(kind: K, key: string): InventoryRows[K] | undefined;
  /** The most recent events, oldest first, at most a thousand. */
  events(): EngineEventRow[];
  /** Called after each batch of changes, with the ids that changed or went. */
  subscribe(listener: (change: InventoryChange) => void): () => void;
  /** Re-reads now and resolves when the picture holds what the engine had at the time of the call. */
  refresh(resource?: InventoryResource): Promise<void>;
}

export type InventoryResource = 'container' | 'image' | 'network' | 'volume';
export interface InventoryChange {
  resource: InventoryResource;
  upserted: string[];
  removed: string[];
}
