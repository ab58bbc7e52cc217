'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { deleteSecret, deleteVariable, getSettings, putSecret, putVariable } from '../contract';

const ROOT = '/api/v1/group-settings';

export const useSettings = (group: string) => useQuery({ queryKey: ['group-settings', group], queryFn: ({ signal }) => callApi<typeof getSettings>({ method: 'GET', path: ROOT, query: { group }, signal }) });

export function useSettingActions(group: string) {
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: ['group-settings'] });
  return {
    putVariable: useMutation({ mutationFn: ({ name, value }: { name: string; value: string }) => callApi<typeof putVariable>({ method: 'PUT', path: `${ROOT}/variables`, body: { group, name, value } }), onSettled }),
    putSecret: useMutation({ mutationFn: ({ name, value }: { name: string; value: string }) => callApi<typeof putSecret>({ method: 'PUT', path: `${ROOT}/secrets`, body: { group, name, secret: value } }), onSettled }),
    deleteVariable: useMutation({ mutationFn: (name: string) => callApi<typeof deleteVariable>({ method: 'DELETE', path: `${ROOT}/variables`, query: { group, name } }), onSettled }),
    deleteSecret: useMutation({ mutationFn: (name: string) => callApi<typeof deleteSecret>({ method: 'DELETE', path: `${ROOT}/secrets`, query: { group, name } }), onSettled }),
  };
}
