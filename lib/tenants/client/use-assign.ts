'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi } from '@/lib/platform/client/call-api';
import type { assignThing } from '../contract';

export function useAssign(environmentId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<NonNullable<(typeof assignThing)['body']>>) => callApi<typeof assignThing>({ method: 'PUT', path: '/api/v1/environments/[environmentId]/claims', params: { environmentId }, body }),
    onSettled: () => cache.invalidateQueries(),
  });
}
