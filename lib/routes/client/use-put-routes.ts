'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, type Answer } from '@/lib/platform/client/call-api';
import type { putRoutes } from '../contract';
import type { RouteInput } from '../model/route-draft';

export type RoutesPlan = Answer<typeof putRoutes>;
interface NewRoutes {
  appId: string;
  routes: RouteInput[];
  rowVersion?: number;
  message?: string;
  /** Takes over from a deployment under way. */
  force?: boolean;
}
const put = ({ appId, force, ...body }: NewRoutes, dryRun: boolean) =>
  callApi<typeof putRoutes>({ method: 'PUT', path: '/api/v1/apps/[appId]/routes', params: { appId }, query: { ...(dryRun && { dryRun: 'true' as const }), ...(force && { force: 'true' as const }) }, body });

/** Gives an app other routes; `plan` only says what that would do. */
export function usePutRoutes() {
  const cache = useQueryClient();
  const settled = () => Promise.all(['routes', 'apps', 'app', 'deployments'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
  return {
    plan: useMutation({ mutationFn: (routes: NewRoutes) => put(routes, true) }),
    apply: useMutation({ mutationFn: (routes: NewRoutes) => put(routes, false), onSettled: settled }),
  };
}
