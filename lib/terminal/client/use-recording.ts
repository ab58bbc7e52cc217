'use client';
import { useQuery } from '@tanstack/react-query';
import { fetchApi } from '@/lib/platform/client/call-api';
import { parseCast } from '../model/cast';

/** One recording, read once: each reading is written down. Null when the file is no recording. */
export const useRecording = (id: string) =>
  useQuery({
    queryKey: ['recording', id],
    queryFn: async ({ signal }) => parseCast(await (await fetchApi({ method: 'GET', path: '/api/v1/recordings/[id]', params: { id }, signal })).text()),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
