'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { InventoryLiveEvent } from '@/lib/environments/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { getNetwork } from '../contract';

/** One network with who is on it; read again when a container of its engine changes. */
export function useNetwork(environmentId: string, networkId: string) {
  const cache = useQueryClient();
  const queryKey = ['network', environmentId, networkId];
  useLiveEvent<InventoryLiveEvent>('inventory', (change) => {
    if (change.environmentId === environmentId && (change.resource === 'container' || change.resource === 'network')) void cache.invalidateQueries({ queryKey });
  });
  return useQuery({ queryKey, queryFn: ({ signal }) => callApi<typeof getNetwork>({ method: 'GET', path: '/api/v1/environments/[environmentId]/networks/[networkId]', params: { environmentId, networkId }, signal }) });
}
