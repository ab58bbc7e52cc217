'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listAudit } from '../contract';

export interface AuditQuery {
  search?: string;
  outcome?: 'ok' | 'refused' | 'failed';
  group?: string;
  actor?: string;
  action?: string;
  target?: string | string[];
  from?: string;
  to?: string;
}

const REFRESH_MS = 10_000;

/** Newest first, page by page; the first page alone keeps itself up to date. */
export const useAudit = (filter: AuditQuery, limit = 50) =>
  useInfiniteQuery({
    queryKey: ['audit', filter, limit],
    queryFn: ({ signal, pageParam }) => callApi<typeof listAudit>({ method: 'GET', path: '/api/v1/audit', query: { ...filter, limit, ...(pageParam && { before: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? REFRESH_MS : false),
  });
