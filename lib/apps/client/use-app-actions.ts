'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { createApp, deploySample, deployVersion, destroyApp, planDeploy, restartApp, resumeApp, scaleApp, suspendApp, updateApp } from '../contract';
import type { AppSpecInput } from '../spec';

/** Every write to apps; the lists are read again after each. */
export function useAppActions() {
  const cache = useQueryClient();
  const settled = () => Promise.all([cache.invalidateQueries({ queryKey: ['apps'] }), cache.invalidateQueries({ queryKey: ['app'] })]);
  const write = <I, O>(mutationFn: (input: I) => Promise<O>) => ({ mutationFn, onSettled: settled });
  return {
    create: useMutation(write((body: { path: string; environmentId: string; spec: AppSpecInput; message?: string }) => callApi<typeof createApp>({ method: 'POST', path: '/api/v1/apps', body }))),
    update: useMutation(write(({ appId, ...body }: { appId: string; spec: AppSpecInput; message?: string; rowVersion?: number }) => callApi<typeof updateApp>({ method: 'PUT', path: '/api/v1/apps/[appId]', params: { appId }, body }))),
    plan: useMutation({ mutationFn: (body: { path: string; environmentId: string; spec: AppSpecInput }) => callApi<typeof planDeploy>({ method: 'POST', path: '/api/v1/apps/plan', body }) }),
    sample: useMutation(write((environmentId: string) => callApi<typeof deploySample>({ method: 'POST', path: '/api/v1/apps/sample', body: { environmentId } }))),
    scale: useMutation(write(({ appId, instances }: { appId: string; instances: number }) => callApi<typeof scaleApp>({ method: 'POST', path: '/api/v1/apps/[appId]/scale', params: { appId }, body: { instances } }))),
    restart: useMutation(write((appId: string) => callApi<typeof restartApp>({ method: 'POST', path: '/api/v1/apps/[appId]/restart', params: { appId } }))),
    suspend: useMutation(write((appId: string) => callApi<typeof suspendApp>({ method: 'POST', path: '/api/v1/apps/[appId]/suspend', params: { appId } }))),
    resume: useMutation(write((appId: string) => callApi<typeof resumeApp>({ method: 'POST', path: '/api/v1/apps/[appId]/resume', params: { appId } }))),
    destroy: useMutation(write((appId: string) => callApi<typeof destroyApp>({ method: 'DELETE', path: '/api/v1/apps/[appId]', params: { appId } }))),
    deployVersion: useMutation(write(({ appId, number }: { appId: string; number: number }) => callApi<typeof deployVersion>({ method: 'POST', path: '/api/v1/apps/[appId]/versions/[number]/deploy', params: { appId, number } }))),
  };
}
