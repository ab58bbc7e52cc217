'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useInventory } from '@/lib/environments/client/use-inventory';
import type { ContainerRow, OwnershipChange } from '@/lib/environments/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { listOwnedContainers } from '../contract';

export type ListedContainer = ContainerRow & { app: { id: string; path: string } | null };

const KEY = ['containers', 'owned'] as const;
const NOBODY: Owned = {};
type Owned = Record<string, { id: string; path: string }>;

/** All containers with the app that owns each. Rows come from the inventory, which knows nothing of apps; the two join here. */
export function useContainers() {
  const cache = useQueryClient();
  const inventory = useInventory('container');
  const owned = useQuery({ queryKey: KEY, queryFn: async ({ signal }) => (await callApi<typeof listOwnedContainers>({ method: 'GET', path: '/api/v1/containers/owned', signal })).owned });
  useLiveEvent<OwnershipChange>('container-app', ({ containerId, app }) => {
    cache.setQueryData<Owned>(KEY, (before) => {
      const { [containerId]: _, ...rest } = before ?? {};
      return app ? { ...rest, [containerId]: app } : rest;
    });
  });
  const apps = owned.data ?? NOBODY;
  const data = useMemo(() => inventory.data?.map((row): ListedContainer => withApp(row, apps[row.id] ?? null)), [inventory.data, apps]);
  return { data, isPending: inventory.isPending, error: inventory.error, refetch: inventory.refetch };
}

const joined = new WeakMap<ContainerRow, ListedContainer>();

/** An unchanged row stays the same object, so that its cells are not drawn again. */
function withApp(row: ContainerRow, app: ListedContainer['app']): ListedContainer {
  const known = joined.get(row);
  if (known && known.app?.id === app?.id) return known;
  const next = { ...row, app };
  joined.set(row, next);
  return next;
}
