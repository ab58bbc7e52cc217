'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getInstanceLog } from '../contract';

export const useInstanceLog = (appId: string, instanceId: string) =>
  useQuery({ queryKey: ['instance-log', instanceId], staleTime: Infinity, queryFn: ({ signal }) => callApi<typeof getInstanceLog>({ method: 'GET', path: '/api/v1/apps/[appId]/instances/[instanceId]/log', params: { appId, instanceId }, signal }) });
