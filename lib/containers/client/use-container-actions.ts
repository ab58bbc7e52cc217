'use client';
import { useMutation } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { actOnContainers, ContainerAction } from '../contract';

export interface ActionRequest {
  action: ContainerAction;
  items: { environmentId: string; id: string }[];
  force?: boolean;
  removeVolumes?: boolean;
}

/** The rows themselves change through the live stream. */
export const useContainerActions = () =>
  useMutation({ mutationFn: (body: ActionRequest) => callApi<typeof actOnContainers>({ method: 'POST', path: '/api/v1/containers/actions', body }) });
