'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { EngineEventRow, listEvents } from '../contract';

const KEPT = 500;
const KEY = ['engine-events'];

/** The latest events, newest first; new ones come in by themselves unless `paused`. */
export function useEngineEvents(paused = false) {
  const cache = useQueryClient();
  useLiveEvent<EngineEventRow>('engineEvent', (event) => {
    if (!paused) cache.setQueryData<EngineEventRow[]>(KEY, (rows) => rows && [event, ...rows].slice(0, KEPT));
  });
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => callApi<typeof listEvents>({ method: 'GET', path: '/api/v1/events', query: { limit: KEPT }, signal }).then(({ items }) => items) });
}
