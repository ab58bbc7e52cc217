'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchApi } from '@/lib/platform/client/call-api';
import { useLiveEvents } from '@/lib/platform/client/use-live';
import type { InventoryKind, InventoryLiveEvent, InventoryRows } from '../contract';
import { inventoryKey } from './inventory-key';

const PATH: Record<InventoryKind, string> = { container: '/api/v1/containers', image: '/api/v1/images', network: '/api/v1/networks', volume: '/api/v1/volumes' };
const EVERYTHING = 100_000;

/** Images may exist on several engines under one id, so a row is known by both. */
export const rowKey = (row: { environmentId: string; id?: string; name?: string }) => `${row.environmentId}/${keyOf(row)}`;

/** Changes that came while a list was on its way; the list may be older than they are. */
const recordings = new Set<{ kind: InventoryKind; changes: Set<InventoryLiveEvent> }>();

/** All rows of a kind over all environments, read once and kept current by the live stream. */
export function useInventory<K extends InventoryKind>(kind: K) {
  const cache = useQueryClient();
  useLiveEvents<InventoryLiveEvent<K>>('inventory', (events) => {
    const changes = events.filter(({ resource }) => resource === kind);
    if (changes.length === 0) return;
    for (const recording of recordings) if (recording.kind === kind) for (const change of changes) recording.changes.add(change as unknown as InventoryLiveEvent);
    cache.setQueryData<InventoryRows[K][]>(inventoryKey(kind), (rows) => rows && changes.reduce(reduceInventory, rows));
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

/** What did not change stays the same object, so that it is not drawn again. */
export function reduceInventory<K extends InventoryKind>(rows: InventoryRows[K][], { environmentId, upserts, removes }: InventoryLiveEvent<K>): InventoryRows[K][] {
  const newer = new Map(upserts.map((row) => [keyOf(row), row]));
  const removed = new Set(removes);
  const kept: InventoryRows[K][] = [];
  for (const row of rows) {
    const key = keyOf(row);
    if (row.environmentId !== environmentId) kept.push(row);
    else if (newer.has(key)) {
      kept.push(newer.get(key)!);
      newer.delete(key);
    } else if (!removed.has(key)) kept.push(row);
  }
  return [...kept, ...newer.values()];
}

const keyOf = (row: { id?: string; name?: string }) => (row.id ?? row.name)!;
