'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getProxy } from '../contract';

const EVERY_MS = 5_000;

/** How traffic comes into an environment; its state is read again while somebody looks. */
export const useProxy = (environmentId: string) =>
  useQuery({ queryKey: ['proxy', environmentId], refetchInterval: EVERY_MS, queryFn: ({ signal }) => callApi<typeof getProxy>({ method: 'GET', path: '/api/v1/environments/[environmentId]/proxy', params: { environmentId }, signal }) });
