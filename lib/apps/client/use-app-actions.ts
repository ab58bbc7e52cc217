'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { PlanDto, createApp, deploySample, deployVersion, destroyApp, killInstance, planDeploy, restartApp, restartInstance, resumeApp, retryApp, scaleApp, suspendApp, updateApp, updateVersion } from '../contract';
import type { AppSpecInput } from '../spec';

interface OfApp {
  appId: string;
  /** Takes over from a deployment under way. */
  force?: boolean;
}
const asQuery = ({ force }: OfApp) => (force ? { force: 'true' as const } : {});

/** Every write to apps; the lists are read again after each. */
export function useAppActions() {
  const cache = useQueryClient();
  const settled = () => Promise.all(['apps', 'app', 'deployments'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
  const write = <I, O>(mutationFn: (input: I) => Promise<O>) => ({ mutationFn, onSettled: settled });
  return {
    create: useMutation(write((body: { path: string; environmentId: string; spec: AppSpecInput; message?: string }) => callApi<typeof createApp>({ method: 'POST', path: '/api/v1/apps', body }))),
    update: useMutation(write(({ appId, force, ...body }: OfApp & { spec: AppSpecInput; message?: string; rowVersion?: number }) => callApi<typeof updateApp>({ method: 'PUT', path: '/api/v1/apps/[appId]', params: { appId }, query: asQuery({ appId, force }), body }))),
    plan: useMutation({ mutationFn: (body: { path: string; environmentId: string; spec: AppSpecInput }) => callApi<typeof planDeploy>({ method: 'POST', path: '/api/v1/apps/plan', body }) }),
    sample: useMutation(write((body: { environmentId: string; group?: string }) => callApi<typeof deploySample>({ method: 'POST', path: '/api/v1/apps/sample', body }))),
    scale: useMutation(write(({ instances, ...of }: OfApp & { instances: number }) => callApi<typeof scaleApp>({ method: 'POST', path: '/api/v1/apps/[appId]/scale', params: { appId: of.appId }, query: asQuery(of), body: { instances } }))),
    restart: useMutation(write((of: OfApp) => callApi<typeof restartApp>({ method: 'POST', path: '/api/v1/apps/[appId]/restart', params: { appId: of.appId }, query: asQuery(of) }))),
    suspend: useMutation(write((of: OfApp) => callApi<typeof suspendApp>({ method: 'POST', path: '/api/v1/apps/[appId]/suspend', params: { appId: of.appId }, query: asQuery(of) }))),
    resume: useMutation(write((of: OfApp) => callApi<typeof resumeApp>({ method: 'POST', path: '/api/v1/apps/[appId]/resume', params: { appId: of.appId }, query: asQuery(of) }))),
    destroy: useMutation(write((of: OfApp) => callApi<typeof destroyApp>({ method: 'DELETE', path: '/api/v1/apps/[appId]', params: { appId: of.appId }, query: asQuery(of) }))),
    deployVersion: useMutation(write(({ number, ...of }: OfApp & { number: number }) => callApi<typeof deployVersion>({ method: 'POST', path: '/api/v1/apps/[appId]/versions/[number]/deploy', params: { appId: of.appId, number }, query: asQuery(of) }))),
    kill: useMutation(write(({ appId, instanceId, scale }: OfApp & { instanceId: string; scale: boolean }) => callApi<typeof killInstance>({ method: 'POST', path: '/api/v1/apps/[appId]/instances/[instanceId]/kill', params: { appId, instanceId }, body: { scale } }))),
    restartOne: useMutation(write(({ appId, instanceId }: OfApp & { instanceId: string }) => callApi<typeof restartInstance>({ method: 'POST', path: '/api/v1/apps/[appId]/instances/[instanceId]/restart', params: { appId, instanceId } }))),
    describe: useMutation(write(({ appId, number, ...body }: OfApp & { number: number; tag: string; message: string }) => callApi<typeof updateVersion>({ method: 'PATCH', path: '/api/v1/apps/[appId]/versions/[number]', params: { appId, number }, body }))),
    planVersion: useMutation({ mutationFn: async ({ appId, number }: OfApp & { number: number }) => (await callApi<typeof deployVersion>({ method: 'POST', path: '/api/v1/apps/[appId]/versions/[number]/deploy', params: { appId, number }, query: { dryRun: 'true' } })) as unknown as PlanDto }),
    retry: useMutation(write(({ appId }: OfApp) => callApi<typeof retryApp>({ method: 'POST', path: '/api/v1/apps/[appId]/retry', params: { appId } }))),
  };
}
