'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { createHook, deleteHook, getHook } from '../contract';

const PATH = '/api/v1/apps/[appId]/hook';

export const useHook = (appId: string) => useQuery({ queryKey: ['hook', appId], queryFn: ({ signal }) => callApi<typeof getHook>({ method: 'GET', path: PATH, params: { appId }, signal }) });

export function useHookActions(appId: string) {
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: ['hook', appId] });
  return {
    create: useMutation({ mutationFn: () => callApi<typeof createHook>({ method: 'POST', path: PATH, params: { appId } }), onSettled }),
    remove: useMutation({ mutationFn: () => callApi<typeof deleteHook>({ method: 'DELETE', path: PATH, params: { appId } }), onSettled }),
  };
}
