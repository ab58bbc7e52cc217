'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { acceptDrift, adoptContainers, getDrift, listAdoptable, previewAdoption } from '../contract';

interface Wish {
  environmentId: string;
  containerIds: string[];
  group: string;
}

export const useAdoptable = (environmentId: string) =>
  useQuery({ queryKey: ['adoptable', environmentId], enabled: environmentId !== '', queryFn: ({ signal }) => callApi<typeof listAdoptable>({ method: 'GET', path: '/api/v1/adoptions', query: { environmentId }, signal }) });

export function useAdoptActions() {
  const cache = useQueryClient();
  return {
    preview: useMutation({ mutationFn: (body: Wish) => callApi<typeof previewAdoption>({ method: 'POST', path: '/api/v1/adoptions/preview', body }) }),
    adopt: useMutation({ mutationFn: (body: Wish) => callApi<typeof adoptContainers>({ method: 'POST', path: '/api/v1/adoptions', body }), onSettled: () => Promise.all(['adoptable', 'apps'].map((key) => cache.invalidateQueries({ queryKey: [key] }))) }),
  };
}

/** Asked when the app is looked at, and when it changed. */
export const useDrift = (appId: string, seen: unknown) => useQuery({ queryKey: ['drift', appId, seen], queryFn: ({ signal }) => callApi<typeof getDrift>({ method: 'GET', path: '/api/v1/apps/[appId]/drift', params: { appId }, signal }), retry: false });
export function useAcceptDrift(appId: string) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: (instanceId: string) => callApi<typeof acceptDrift>({ method: 'POST', path: '/api/v1/apps/[appId]/drift/accept', params: { appId }, body: { instanceId } }), onSettled: () => Promise.all(['drift', 'app', 'apps'].map((key) => cache.invalidateQueries({ queryKey: [key] }))) });
}
