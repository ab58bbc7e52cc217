'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getPolicy, PolicyDto, putPolicy } from '../contract';

export const usePolicy = (group: string) => useQuery({ queryKey: ['policy', group], queryFn: ({ signal }) => callApi<typeof getPolicy>({ method: 'GET', path: '/api/v1/policies', query: { group }, signal }) });

export function useSetPolicy(group: string) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: (rules: PolicyDto['own']) => callApi<typeof putPolicy>({ method: 'PUT', path: '/api/v1/policies', body: { group, rules } }), onSettled: () => cache.invalidateQueries({ queryKey: ['policy'] }) });
}
