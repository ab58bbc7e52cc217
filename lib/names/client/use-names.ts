'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { createPublisher, deletePublisher, listNames, setInternalNames, testPublisher, updatePublisher } from '../contract';
import type { SettingsInput } from '../model/publisher-draft';

const KEY = ['names'];
/** Of the tenants' name servers nothing is told; what is asked for is in memory. */
const AGAIN_MS = 10_000;

export function useNames() {
  const cache = useQueryClient();
  useLiveEvent('names', () => void cache.invalidateQueries({ queryKey: KEY }));
  return useQuery({ queryKey: KEY, refetchInterval: AGAIN_MS, queryFn: ({ signal }) => callApi<typeof listNames>({ method: 'GET', path: '/api/v1/names', signal }) });
}

interface Given {
  settings: SettingsInput;
  secret?: string;
}

export function useNamesActions() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: KEY });
  return {
    create: useMutation({ mutationFn: (body: Given & { name: string; environmentId: string; enabled: boolean }) => callApi<typeof createPublisher>({ method: 'POST', path: '/api/v1/names/publishers', body }), onSuccess }),
    update: useMutation({ mutationFn: ({ id, ...body }: Given & { id: string; enabled: boolean }) => callApi<typeof updatePublisher>({ method: 'PUT', path: '/api/v1/names/publishers/[id]', params: { id }, body }), onSuccess }),
    remove: useMutation({ mutationFn: ({ id, forget }: { id: string; forget: boolean }) => callApi<typeof deletePublisher>({ method: 'DELETE', path: '/api/v1/names/publishers/[id]', params: { id }, query: { forget: forget ? 'true' : 'false' } }), onSuccess }),
    test: useMutation({ mutationFn: (body: Given & { id?: string }) => callApi<typeof testPublisher>({ method: 'POST', path: '/api/v1/names/publishers/test', body }) }),
    setInternal: useMutation({ mutationFn: ({ environmentId, enabled }: { environmentId: string; enabled: boolean }) => callApi<typeof setInternalNames>({ method: 'PUT', path: '/api/v1/names/internal/[environmentId]', params: { environmentId }, body: { enabled } }), onSuccess }),
  };
}
