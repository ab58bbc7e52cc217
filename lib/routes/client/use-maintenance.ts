'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { getApp } from '@/lib/apps/contract';
import { callApi } from '@/lib/platform/client/call-api';
import type { putRoutes, RouteDto } from '../contract';
import { withChange } from '../model/route-draft';

/** Puts one route into maintenance or takes it out; the app's other routes stay as they are now, not as they were drawn. */
export function useMaintenance() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ route, on, force }: { route: RouteDto; on: boolean; force?: boolean }) => {
      const params = { appId: route.appId };
      const { spec, rowVersion } = await callApi<typeof getApp>({ method: 'GET', path: '/api/v1/apps/[appId]', params });
      return callApi<typeof putRoutes>({ method: 'PUT', path: '/api/v1/apps/[appId]/routes', params, query: force ? { force: 'true' } : {}, body: { routes: withChange(spec.routes, route, { maintenance: on }), rowVersion } });
    },
    onSettled: () => Promise.all(['routes', 'app'].map((key) => cache.invalidateQueries({ queryKey: [key] }))),
  });
}
