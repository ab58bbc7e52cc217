'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { createCertificate, deleteCertificate, listAcmeHosts, listCertificates, replaceCertificate, retryAcmeHost } from '../contract';

const KEY = ['certificates'];

export function useCertificates() {
  const cache = useQueryClient();
  useLiveEvent('certificates', () => void cache.invalidateQueries({ queryKey: KEY }));
  return useQuery({ queryKey: [...KEY, 'list'], queryFn: async ({ signal }) => (await callApi<typeof listCertificates>({ method: 'GET', path: '/api/v1/certificates', signal })).items });
}

export const useAcmeHosts = () => useQuery({ queryKey: [...KEY, 'hosts'], queryFn: async ({ signal }) => (await callApi<typeof listAcmeHosts>({ method: 'GET', path: '/api/v1/acme/hosts', signal })).items });

interface Upload {
  chainPem: string;
  privateKeyPem: string;
}

export function useCertificateActions() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: KEY });
  return {
    create: useMutation({ mutationFn: (body: Upload & { group: string }) => callApi<typeof createCertificate>({ method: 'POST', path: '/api/v1/certificates', body }), onSuccess }),
    replace: useMutation({ mutationFn: ({ id, ...body }: Upload & { id: string }) => callApi<typeof replaceCertificate>({ method: 'PUT', path: '/api/v1/certificates/[id]', params: { id }, body }), onSuccess }),
    remove: useMutation({ mutationFn: (id: string) => callApi<typeof deleteCertificate>({ method: 'DELETE', path: '/api/v1/certificates/[id]', params: { id } }), onSuccess }),
    retry: useMutation({ mutationFn: (id: string) => callApi<typeof retryAcmeHost>({ method: 'POST', path: '/api/v1/acme/hosts/[id]/retry', params: { id } }), onSuccess }),
  };
}
