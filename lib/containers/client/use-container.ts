'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { InventoryLiveEvent } from '@/lib/environments/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { getContainer } from '../contract';
import { containerKey, type Place } from './container-key';

/** One container, read again whenever its row changes on the live stream. */
export function useContainer(place: Place) {
  const cache = useQueryClient();
  useLiveEvent<InventoryLiveEvent>('inventory', ({ resource, environmentId, upserts, removes }) => {
    if (resource !== 'container' || environmentId !== place.environmentId) return;
    const touched = removes.includes(place.containerId) || (upserts as { id: string }[]).some(({ id }) => id === place.containerId);
    if (touched) void cache.invalidateQueries({ queryKey: containerKey(place) });
  });
  return useQuery({
    queryKey: containerKey(place),
    queryFn: ({ signal }) => callApi<typeof getContainer>({ method: 'GET', path: '/api/v1/environments/[environmentId]/containers/[containerId]', params: place, signal }),
  });
}
