'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { verifyAudit } from '../contract';

const KEY = ['audit-state'];
const verify = (again: boolean) => callApi<typeof verifyAudit>({ method: 'GET', path: '/api/v1/audit/verify', query: { again: again ? 'true' : 'false' } });

export const useAuditState = () => useQuery({ queryKey: KEY, queryFn: () => verify(false), staleTime: 60_000 });

export function useCheckAgain() {
  const cache = useQueryClient();
  return useMutation({ mutationFn: () => verify(true), onSuccess: (state) => cache.setQueryData(KEY, state) });
}
