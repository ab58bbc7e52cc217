'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import { useLiveEvent } from '@/lib/platform/client/use-live';
import type { DiskUsageDto, listDiskUsage, measureDiskUsage } from '../contract';

const KEY = ['disk-usage'];
const put = (items: DiskUsageDto[] | undefined, item: DiskUsageDto) => [...(items ?? []).filter(({ environmentId }) => environmentId !== item.environmentId), item];

/** What each engine's disk holds, as last measured. */
export function useDiskUsage(enabled: boolean) {
  const cache = useQueryClient();
  const take = (item: DiskUsageDto) => cache.setQueryData<DiskUsageDto[]>(KEY, (items) => put(items, item));
  useLiveEvent<DiskUsageDto>('disk-usage', take);
  const query = useQuery({ queryKey: KEY, enabled, queryFn: ({ signal }) => callApi<typeof listDiskUsage>({ method: 'GET', path: '/api/v1/disk-usage', signal }).then(({ items }) => items) });
  const measure = async (environmentId: string) => void take(await callApi<typeof measureDiskUsage>({ method: 'POST', path: '/api/v1/environments/[environmentId]/disk-usage', params: { environmentId } }));
  return { data: query.data, measure };
}
