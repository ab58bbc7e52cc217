'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { putQuota } from '@/lib/groups/contract';
import { callApi } from '@/lib/platform/client/call-api';
import type { askQuota, getCockpit, grantQuota, listQuotaRequests, listTenants, refuseQuota } from '../contract';

export const useTenants = () => useQuery({ queryKey: ['tenants'], queryFn: async ({ signal }) => (await callApi<typeof listTenants>({ method: 'GET', path: '/api/v1/tenants', signal })).items });
/** Read again now and then: what is really used changes all the time. */
export const useCockpit = (group: string) => useQuery({ queryKey: ['cockpit', group], refetchInterval: 10_000, queryFn: ({ signal }) => callApi<typeof getCockpit>({ method: 'GET', path: '/api/v1/quotas', query: { group }, signal }) });
export const useQuotaRequests = () => useQuery({ queryKey: ['quota-requests'], refetchInterval: 30_000, queryFn: async ({ signal }) => (await callApi<typeof listQuotaRequests>({ method: 'GET', path: '/api/v1/quota-requests', signal })).items });

export function useQuotaActions() {
  const cache = useQueryClient();
  const onSettled = () => Promise.all([['cockpit'], ['quota-requests'], ['tenants']].map((queryKey) => cache.invalidateQueries({ queryKey })));
  return {
    set: useMutation({ mutationFn: (body: z.input<NonNullable<(typeof putQuota)['body']>>) => callApi<typeof putQuota>({ method: 'PUT', path: '/api/v1/quotas', body }), onSettled }),
    ask: useMutation({ mutationFn: (body: z.input<NonNullable<(typeof askQuota)['body']>>) => callApi<typeof askQuota>({ method: 'POST', path: '/api/v1/quota-requests', body }), onSettled }),
    grant: useMutation({ mutationFn: ({ id, word }: { id: string; word: string }) => callApi<typeof grantQuota>({ method: 'POST', path: '/api/v1/quota-requests/[id]/grant', params: { id }, body: { word } }), onSettled }),
    refuse: useMutation({ mutationFn: ({ id, word }: { id: string; word: string }) => callApi<typeof refuseQuota>({ method: 'POST', path: '/api/v1/quota-requests/[id]/refuse', params: { id }, body: { word } }), onSettled }),
  };
}
