'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { AppSpecInput } from '../spec';
import type { createGroup, deleteGroup, deployGroup, listGroups, moveGroup, restartGroup, resumeGroup, scaleGroup, suspendGroup } from '../contract';

/** Groups that somebody made; those that only apps' paths name are read off the apps. */
export const useMadeGroups = () => useQuery({ queryKey: ['groups'], queryFn: async ({ signal }) => (await callApi<typeof listGroups>({ method: 'GET', path: '/api/v1/groups', signal })).items.filter(({ isMade }) => isMade) });

export function useDeployGroup() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { group: string; environmentId: string; apps: { path: string; spec: AppSpecInput }[]; message: string }) => callApi<typeof deployGroup>({ method: 'POST', path: '/api/v1/groups/deploy', body }),
    onSettled: () => Promise.all(['apps', 'groups', 'deployments'].map((key) => cache.invalidateQueries({ queryKey: [key] }))),
  });
}

interface Below {
  group: string;
  force?: boolean;
}

export function useGroupActions() {
  const cache = useQueryClient();
  const settled = () => Promise.all(['apps', 'app', 'groups', 'deployments', 'group-settings'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
  const write = <I, O>(mutationFn: (input: I) => Promise<O>) => ({ mutationFn, onSettled: settled });
  return {
    create: useMutation(write((body: { path: string; description: string }) => callApi<typeof createGroup>({ method: 'POST', path: '/api/v1/groups', body }))),
    suspend: useMutation(write((body: Below) => callApi<typeof suspendGroup>({ method: 'POST', path: '/api/v1/groups/suspend', body }))),
    resume: useMutation(write((body: Below) => callApi<typeof resumeGroup>({ method: 'POST', path: '/api/v1/groups/resume', body }))),
    restart: useMutation(write((body: Below) => callApi<typeof restartGroup>({ method: 'POST', path: '/api/v1/groups/restart', body }))),
    scale: useMutation(write((body: Below & { scaleBy: number }) => callApi<typeof scaleGroup>({ method: 'POST', path: '/api/v1/groups/scale', body }))),
    remove: useMutation(write((body: Below) => callApi<typeof deleteGroup>({ method: 'POST', path: '/api/v1/groups/delete', body }))),
    move: useMutation(write((body: { from: string; to: string }) => callApi<typeof moveGroup>({ method: 'POST', path: '/api/v1/groups/move', body }))),
  };
}
