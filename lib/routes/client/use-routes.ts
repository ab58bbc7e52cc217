'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi, type Answer } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { listRoutes } from '../contract';

const EVERYTHING = 100_000;
/** While the tab is in sight; the answer comes from what the console knows already. */
const EVERY_MS = 2_000;
/** Of so many the answer is large, and nobody watches each. */
const MANY = 200;
const EVERY_MS_OF_MANY = 5_000;

/** All routes, or those of one app, with their traffic; at once when an app changed. */
export function useRoutes(app?: string) {
  const cache = useQueryClient();
  useLiveEvent('app', () => void cache.invalidateQueries({ queryKey: ['routes'] }));
  return useQuery<Answer<typeof listRoutes>>({
    queryKey: ['routes', app ?? 'all'],
    refetchInterval: ({ state }) => ((state.data?.items.length ?? 0) > MANY ? EVERY_MS_OF_MANY : EVERY_MS),
    queryFn: ({ signal }) => callApi<typeof listRoutes>({ method: 'GET', path: '/api/v1/routes', query: { limit: EVERYTHING, ...(app && { app }) }, signal }),
  });
}
