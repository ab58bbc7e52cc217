'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getMe } from '../contract';

/** The reader's own roles by group. */
export const useHeld = () => useQuery({ queryKey: ['me', 'held'], refetchInterval: 30_000, queryFn: async ({ signal }) => (await callApi<typeof getMe>({ method: 'GET', path: '/api/v1/me', signal })).held });
