'use client';
import { useQuery } from '@tanstack/react-query';
import { fetchApi } from '@/lib/platform/client/call-api';
import type { InventoryKind, InventoryRows } from '../contract';
import { inventoryKey } from './inventory-key';
import { readRows } from './live-lists';

export { rowKey } from '../model/reduce-inventory';

const PATH: Record<InventoryKind, string> = { container: '/api/v1/containers', image: '/api/v1/images', network: '/api/v1/networks', volume: '/api/v1/volumes' };
const EVERYTHING = 100_000;

/** All rows of a kind over all environments, read once; `useInventorySync` keeps them current. */
export function useInventory<K extends InventoryKind>(kind: K) {
  return useQuery({
    queryKey: inventoryKey(kind),
    staleTime: Infinity,
    refetchOnMount: true,
    queryFn: ({ signal }) => readRows<InventoryRows[K]>(kind, async () => {
      const response = await fetchApi({ method: 'GET', path: PATH[kind], query: { limit: EVERYTHING }, signal });
      return ((await response.json()) as { items: InventoryRows[K][] }).items;
    }),
  });
}
