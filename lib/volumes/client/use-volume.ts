'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getVolume } from '../contract';

export const useVolume = (environmentId: string, name: string) =>
  useQuery({ queryKey: ['volume', environmentId, name], queryFn: ({ signal }) => callApi<typeof getVolume>({ method: 'GET', path: '/api/v1/environments/[environmentId]/volumes/[name]', params: { environmentId, name }, signal }) });
