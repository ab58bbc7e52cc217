'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { getApp, listApps } from '../contract';

const EVERYTHING = 100_000;

/** All apps; asked again when the controller says that one changed, or a container did. */
export function useApps() {
  const cache = useQueryClient();
  useLiveEvent('app', () => void cache.invalidateQueries({ queryKey: ['apps'] }));
  return useQuery({
    queryKey: ['apps'],
    queryFn: ({ signal }) => callApi<typeof listApps>({ method: 'GET', path: '/api/v1/apps', query: { limit: EVERYTHING, sort: 'path' }, signal }).then(({ items }) => items),
  });
}

export function useApp(appId: string) {
  const cache = useQueryClient();
  useLiveEvent<{ id: string }>('app', ({ id }) => { if (id === appId) void cache.invalidateQueries({ queryKey: ['app', appId] }); });
  return useQuery({ queryKey: ['app', appId], queryFn: ({ signal }) => callApi<typeof getApp>({ method: 'GET', path: '/api/v1/apps/[appId]', params: { appId }, signal }) });
}
