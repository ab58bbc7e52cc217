'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { listDeployments } from '../contract';

/** The newest deployments of all apps, or only those under way. */
export function useDeployments({ active, limit }: { active: boolean; limit: number }) {
  const cache = useQueryClient();
  useLiveEvent('app', () => void cache.invalidateQueries({ queryKey: ['deployments'] }));
  return useQuery({
    queryKey: ['deployments', active, limit],
    queryFn: ({ signal }) => callApi<typeof listDeployments>({ method: 'GET', path: '/api/v1/deployments', query: { limit, ...(active && { active: 'true' }) }, signal }),
    placeholderData: (before) => before,
  });
}
