'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getAccessLog } from '../contract';

const EVERY_MS = 2_000;
const LINES = 500;
export type StatusClass = '2xx' | '3xx' | '4xx' | '5xx';

/** The latest requests to an app, newest first; read again all the time while `live`. */
export const useAccessLog = (appId: string, { status, search, live }: { status: StatusClass | null; search: string; live: boolean }) =>
  useQuery({
    queryKey: ['access-log', appId, status, search],
    placeholderData: keepPreviousData,
    refetchInterval: live && EVERY_MS,
    queryFn: ({ signal }) => callApi<typeof getAccessLog>({ method: 'GET', path: '/api/v1/apps/[appId]/access-log', params: { appId }, query: { lines: LINES, ...(status && { status }), ...(search && { search }) }, signal }),
  });
