'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listEnvironments } from '../contract';
import { ENVIRONMENTS_KEY } from './live-lists';

/** All environments with their state; `useInventorySync` has them read again when one changes. */
export function useEnvironments() {
  return useQuery({
    queryKey: ENVIRONMENTS_KEY,
    staleTime: Infinity,
    refetchOnMount: true,
    queryFn: ({ signal }) => callApi<typeof listEnvironments>({ method: 'GET', path: '/api/v1/environments', signal }).then(({ items }) => items),
  });
}
