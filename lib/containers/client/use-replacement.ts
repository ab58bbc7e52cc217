'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { getReplacement, ReplacementDto } from '../contract';
import { containerKey, type Place } from './container-key';

/** The latest edit of a container, followed live. */
export function useReplacement(place: Place) {
  const cache = useQueryClient();
  const key = containerKey(place, 'replacement');
  useLiveEvent<ReplacementDto>('replacement', (replacement) => {
    if (replacement.oldContainerId === place.containerId || replacement.newContainerId === place.containerId) cache.setQueryData(key, { replacement });
  });
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => callApi<typeof getReplacement>({ method: 'GET', path: '/api/v1/environments/[environmentId]/containers/[containerId]/replacement', params: place, signal }),
  });
}
