'use client';
import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { deleteAcmeSettings, listAcmeSettings, putAcmeSettings } from '../contract';

const KEY = ['acme-settings'];

export const useAcmeSettings = () => useQuery({ queryKey: KEY, queryFn: async ({ signal }) => (await callApi<typeof listAcmeSettings>({ method: 'GET', path: '/api/v1/acme/settings', signal })).items });

/** While the server that is to be set is asked. */
export const useIsSettingAcme = () => useIsMutating({ mutationKey: KEY }) > 0;

interface Input {
  directoryUrl: string;
  email: string;
  termsAgreed: boolean;
  caPem: string | null;
  eabKeyId: string | null;
  eabSecret?: string;
}

export function useAcmeSettingsActions() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: KEY });
  return {
    put: useMutation({ mutationKey: KEY, mutationFn: ({ environmentId, ...body }: Input & { environmentId: string }) => callApi<typeof putAcmeSettings>({ method: 'PUT', path: '/api/v1/environments/[environmentId]/acme', params: { environmentId }, body }), onSuccess }),
    remove: useMutation({ mutationFn: (environmentId: string) => callApi<typeof deleteAcmeSettings>({ method: 'DELETE', path: '/api/v1/environments/[environmentId]/acme', params: { environmentId } }), onSuccess }),
  };
}
