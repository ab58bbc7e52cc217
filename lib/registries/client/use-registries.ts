'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { createRegistry, deleteRegistry, listRegistries, updateRegistry } from '../contract';

const KEY = ['registries'];

export const useRegistries = () => useQuery({ queryKey: KEY, queryFn: async ({ signal }) => (await callApi<typeof listRegistries>({ method: 'GET', path: '/api/v1/registries', signal })).items });

export interface RegistryInput {
  server: string;
  username: string;
  password: string;
}

export function useRegistryActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: KEY });
  return {
    create: useMutation({ mutationFn: (body: RegistryInput & { name: string; group: string }) => callApi<typeof createRegistry>({ method: 'POST', path: '/api/v1/registries', body }), onSuccess }),
    update: useMutation({ mutationFn: ({ id, password, ...body }: RegistryInput & { id: string }) => callApi<typeof updateRegistry>({ method: 'PUT', path: '/api/v1/registries/[id]', params: { id }, body: { ...body, ...(password !== '' && { password }) } }), onSuccess }),
    remove: useMutation({ mutationFn: (id: string) => callApi<typeof deleteRegistry>({ method: 'DELETE', path: '/api/v1/registries/[id]', params: { id } }), onSuccess }),
  };
}
