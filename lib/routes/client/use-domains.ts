'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listRoutes } from '../contract';

const KEPT_MS = 60_000;

/** The domain below which apps of an environment have names of their own; undefined where that is not known. */
export function useDomains(): (environmentId: string) => string | null | undefined {
  const { data } = useQuery({ queryKey: ['proxies'], staleTime: KEPT_MS, queryFn: ({ signal }) => callApi<typeof listRoutes>({ method: 'GET', path: '/api/v1/routes', query: { limit: 1 }, signal }).then(({ proxies }) => proxies) });
  return (environmentId) => data?.find((one) => one.environmentId === environmentId)?.domain;
}
