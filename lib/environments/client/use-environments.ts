'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { listEnvironments } from '../contract';

const KEY = ['environments'];

export function useEnvironments() {
  const cache = useQueryClient();
  useLiveEvent('environment', () => void cache.invalidateQueries({ queryKey: KEY }));
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => callApi<typeof listEnvironments>({ method: 'GET', path: '/api/v1/environments', signal }).then(({ items }) => items) });
}
