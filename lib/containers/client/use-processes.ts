'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listProcesses } from '../contract';
import { containerKey, type Place } from './container-key';

const EVERY_MS = 3_000;

/** Processes raise no events, so they are asked for while one looks. */
export const useProcesses = (place: Place, running: boolean) =>
  useQuery({
    queryKey: containerKey(place, 'processes'),
    enabled: running,
    refetchInterval: EVERY_MS,
    queryFn: ({ signal }) => callApi<typeof listProcesses>({ method: 'GET', path: '/api/v1/environments/[environmentId]/containers/[containerId]/processes', params: place, signal }),
  });
