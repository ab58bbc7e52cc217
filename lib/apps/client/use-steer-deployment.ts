'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { cancelDeployment, pauseDeployment, promoteDeployment, resumeDeployment, rollBackDeployment } from '../contract';

type Steer = typeof pauseDeployment | typeof resumeDeployment | typeof promoteDeployment | typeof cancelDeployment | typeof rollBackDeployment;
export type SteerVerb = 'pause' | 'resume' | 'promote' | 'cancel' | 'roll-back';

export function useSteerDeployment() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ deploymentId, verb }: { deploymentId: string; verb: SteerVerb }) => callApi<Steer>({ method: 'POST', path: `/api/v1/deployments/[deploymentId]/${verb}`, params: { deploymentId } }),
    onSettled: () => Promise.all(['apps', 'app', 'deployments', 'deployment'].map((key) => cache.invalidateQueries({ queryKey: [key] }))),
  });
}
