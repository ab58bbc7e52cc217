'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getVersion } from '../contract';

/** A version's spec and what differs from another; versions never change, so neither does the answer. */
export const useVersion = (appId: string, number: number, against: number) =>
  useQuery({ queryKey: ['version', appId, number, against], staleTime: Infinity, queryFn: ({ signal }) => callApi<typeof getVersion>({ method: 'GET', path: '/api/v1/apps/[appId]/versions/[number]', params: { appId, number }, query: { against }, signal }) });
