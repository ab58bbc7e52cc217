'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { getDeployment } from '../contract';

/** One deployment with its log of decisions, read again whenever its app moves. */
export function useDeployment(deploymentId: string) {
  const cache = useQueryClient();
  const query = useQuery({ queryKey: ['deployment', deploymentId], queryFn: ({ signal }) => callApi<typeof getDeployment>({ method: 'GET', path: '/api/v1/deployments/[deploymentId]', params: { deploymentId }, signal }) });
  useLiveEvent<{ id: string }>('app', ({ id }) => { if (!query.data || id === query.data.appId) void cache.invalidateQueries({ queryKey: ['deployment', deploymentId] }); });
  return query;
}
