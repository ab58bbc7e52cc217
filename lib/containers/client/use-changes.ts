'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listChanges } from '../contract';
import { containerKey, type Place } from './container-key';

export const useChanges = (place: Place, query: { search: string; limit: number; offset: number }) =>
  useQuery({
    queryKey: [...containerKey(place, 'changes'), query],
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      callApi<typeof listChanges>({ method: 'GET', path: '/api/v1/environments/[environmentId]/containers/[containerId]/changes', params: place, query: { ...query, search: query.search || undefined }, signal }),
  });
