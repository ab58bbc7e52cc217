'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi } from '@/lib/platform/client/call-api';
import type { approveElevation, askElevation, createGrant, deleteGrant, endElevation, explainAccess, listElevations, listGrants, refuseElevation } from '../contract';

export const useGrants = (group: string, enabled = true) => useQuery({ queryKey: ['grants', group], enabled, queryFn: async ({ signal }) => (await callApi<typeof listGrants>({ method: 'GET', path: '/api/v1/grants', query: { group }, signal })).items });

export function useGrantActions() {
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: ['grants'] });
  return {
    create: useMutation({ mutationFn: (body: z.input<NonNullable<(typeof createGrant)['body']>>) => callApi<typeof createGrant>({ method: 'POST', path: '/api/v1/grants', body }), onSettled }),
    remove: useMutation({ mutationFn: (id: string) => callApi<typeof deleteGrant>({ method: 'DELETE', path: '/api/v1/grants/[id]', params: { id } }), onSettled }),
  };
}

export const useElevations = () => useQuery({ queryKey: ['elevations'], refetchInterval: 30_000, queryFn: async ({ signal }) => (await callApi<typeof listElevations>({ method: 'GET', path: '/api/v1/elevations', signal })).items });

export function useElevationActions() {
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: ['elevations'] });
  return {
    ask: useMutation({ mutationFn: (body: z.input<NonNullable<(typeof askElevation)['body']>>) => callApi<typeof askElevation>({ method: 'POST', path: '/api/v1/elevations', body }), onSettled }),
    approve: useMutation({ mutationFn: ({ id, word }: { id: string; word: string }) => callApi<typeof approveElevation>({ method: 'POST', path: '/api/v1/elevations/[id]/approve', params: { id }, body: { word } }), onSettled }),
    refuse: useMutation({ mutationFn: ({ id, word }: { id: string; word: string }) => callApi<typeof refuseElevation>({ method: 'POST', path: '/api/v1/elevations/[id]/refuse', params: { id }, body: { word } }), onSettled }),
    end: useMutation({ mutationFn: (id: string) => callApi<typeof endElevation>({ method: 'POST', path: '/api/v1/elevations/[id]/end', params: { id } }), onSettled }),
  };
}

type Question = z.input<NonNullable<(typeof explainAccess)['query']>>;
export const useExplain = (question: Question, enabled: boolean) => useQuery({ queryKey: ['access', question], enabled, queryFn: ({ signal }) => callApi<typeof explainAccess>({ method: 'GET', path: '/api/v1/access', query: { ...question }, signal }) });
