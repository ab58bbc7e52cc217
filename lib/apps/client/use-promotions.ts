'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { approvePromotion, listPromotions, promoteApp, rejectPromotion } from '../contract';

export const usePromotions = () => useQuery({ queryKey: ['promotions'], queryFn: async ({ signal }) => (await callApi<typeof listPromotions>({ method: 'GET', path: '/api/v1/promotions', signal })).items });

export function usePromotionActions() {
  const cache = useQueryClient();
  const settled = () => Promise.all(['promotions', 'apps', 'app', 'deployments'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
  const write = <I, O>(mutationFn: (input: I) => Promise<O>) => ({ mutationFn, onSettled: settled });
  return {
    promote: useMutation(write(({ appId, ...body }: { appId: string; to: string; message: string; approval: boolean }) => callApi<typeof promoteApp>({ method: 'POST', path: '/api/v1/apps/[appId]/promote', params: { appId }, body }))),
    approve: useMutation(write((promotionId: string) => callApi<typeof approvePromotion>({ method: 'POST', path: '/api/v1/promotions/[promotionId]/approve', params: { promotionId } }))),
    reject: useMutation(write((promotionId: string) => callApi<typeof rejectPromotion>({ method: 'POST', path: '/api/v1/promotions/[promotionId]/reject', params: { promotionId } }))),
  };
}
