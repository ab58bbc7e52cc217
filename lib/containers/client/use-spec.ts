'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getSpec } from '../contract';
import { containerKey, type Place } from './container-key';

export const useSpec = (place: Place | null) =>
  useQuery({
    queryKey: place ? containerKey(place, 'spec') : ['container', 'none', 'spec'],
    enabled: place !== null,
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => callApi<typeof getSpec>({ method: 'GET', path: '/api/v1/environments/[environmentId]/containers/[containerId]/spec', params: place!, signal }),
  });
