'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { getContainerStats, MetricSample, MetricsLiveEvent } from '../contract';

interface History { items: MetricSample[]; intervalMs: number; keptMs: number }

/** History first; then each live round of the environment fetches just what is new since. */
export function useContainerHistory(environmentId: string, containerId: string) {
  const cache = useQueryClient();
  const key = useMemo(() => ['container-stats', environmentId, containerId] as const, [environmentId, containerId]);
  const query = useQuery({
    queryKey: key,
    staleTime: 0,
    queryFn: async ({ signal }): Promise<History> => {
      const before = cache.getQueryData<History>(key);
      const since = before?.items.at(-1)?.at ?? 0;
      const fresh = await callApi<typeof getContainerStats>({
        method: 'GET', path: '/api/v1/environments/[environmentId]/containers/[containerId]/stats', params: { environmentId, containerId }, query: { since }, signal,
      });
      const items = [...(before?.items ?? []), ...fresh.items];
      const oldest = (items.at(-1)?.at ?? 0) - fresh.keptMs;
      return { ...fresh, items: items.filter(({ at }) => at >= oldest) };
    },
  });
  useLiveEvent<MetricsLiveEvent>('metrics', (event) => {
    if (event.environmentId === environmentId && !document.hidden) void query.refetch({ cancelRefetch: false });
  });
  // A page that is left for long would keep a hole: start over when it returns.
  useEffect(() => () => void cache.removeQueries({ queryKey: key }), [cache, key]);
  return query;
}
