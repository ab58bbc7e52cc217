'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, type CallOptions } from '@/lib/platform/client/call-api';
import type { putProxy } from '../contract';

export type ProxyInput = CallOptions<typeof putProxy>['body'];

export function useSaveProxy(environmentId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ProxyInput) => callApi<typeof putProxy>({ method: 'PUT', path: '/api/v1/environments/[environmentId]/proxy', params: { environmentId }, body }),
    onSuccess: (saved) => cache.setQueryData(['proxy', environmentId], saved),
    onSettled: () => Promise.all(['routes', 'proxies'].map((key) => cache.invalidateQueries({ queryKey: [key] }))),
  });
}
