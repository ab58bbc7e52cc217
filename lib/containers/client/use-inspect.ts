'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { inspectContainer } from '../contract';
import { containerKey, type Place } from './container-key';

export const useInspect = (place: Place) =>
  useQuery({
    queryKey: containerKey(place, 'inspect'),
    staleTime: 0,
    queryFn: ({ signal }) => callApi<typeof inspectContainer>({ method: 'GET', path: '/api/v1/environments/[environmentId]/containers/[containerId]/inspect', params: place, signal }),
  });
