'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listEvents } from '../contract';
import { MOST_EVENTS } from '../model/reduce-inventory';
import { EVENTS_KEY, readEventRows } from './live-lists';

/** The latest events, newest first; new ones come in by themselves. */
export function useEngineEvents() {
  return useQuery({
    queryKey: EVENTS_KEY,
    staleTime: Infinity,
    refetchOnMount: true,
    queryFn: ({ signal }) => readEventRows(() => callApi<typeof listEvents>({ method: 'GET', path: '/api/v1/events', query: { limit: MOST_EVENTS }, signal }).then(({ items }) => items)),
  });
}
