'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { InventoryKind, InventoryLiveEvent, InventoryRows } from '../contract';
import { inventoryKey } from './inventory-key';

const PATH: Record<InventoryKind, string> = { container: '/api/v1/containers', image: '/api/v1/images', network: '/api/v1/networks', volume: '/api/v1/volumes' };
const EVERYTHING = 100_000;

/** Images may exist on several engines under one id, so a row is known by both. */
export const rowKey = (row: { environmentId: string; id?: string; name?: string }) => `${row.environmentId}/${row.id ?? row.name}`;

/** Changes that came while a list was on its way; the list may be older than they are. */
const recordings = new Set<{ kind: InventoryKind; changes: Set<InventoryLiveEvent> }>();

/** All rows of a kind over all environments, read once and kept current by the live stream. */
export function useInventory<K extends InventoryKind>(kind: K) {
  const cache = useQueryClient();
  useLiveEvent<InventoryLiveEvent<K>>('inventory', (change) => {
    if (change.resource !== kind) return;
    for (const recording of recordings) if (recording.kind === kind) recording.changes.add(change as unknown as InventoryLiveEvent);
    cache.setQueryData<InventoryRows[K][]>(inventoryKey(kind), (rows) => rows && reduceInventory(rows, change));
  });
  return useQuery({
    queryKey: inventoryKey(kind),
    queryFn: async ({ signal }) => {
      const recording = { kind, changes: new Set<InventoryLiveEvent>() };
      recordings.add(recording);
      try {
        const response = await fetchApi({ method: 'GET', path: PATH[kind], query: { limit: EVERYTHING }, signal });
        const { items } = (await response.json()) as { items: InventoryRows[K][] };
        return [...recording.changes].reduce<InventoryRows[K][]>((rows, change) => reduceInventory(rows, change as unknown as InventoryLiveEvent<K>), items);
      } finally {
        recordings.delete(recording);
      }
    },
  });
}

export function reduceInventory<K extends InventoryKind>(rows: InventoryRows[K][], change: InventoryLiveEvent<K>): InventoryRows[K][] {
  const upserts = new Map(change.upserts.map((row) => [rowKey(row), row]));
  const removed = new Set(change.removes.map((key) => `${change.environmentId}/${key}`));
  const kept = rows.filter((row) => !removed.has(rowKey(row))).map((row) => {
    const newer = upserts.get(rowKey(row));
    upserts.delete(rowKey(row));
    return newer ?? row;
  });
  return [...kept, ...upserts.values()];
}
