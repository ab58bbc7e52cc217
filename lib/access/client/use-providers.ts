import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getSecondFactorPolicy, listProviders } from '../contract';
import { accessKeys } from './access.keys';

export const useProviders = () =>
  useQuery({ queryKey: accessKeys.providers, queryFn: ({ signal }) => callApi<typeof listProviders>({ method: 'GET', path: '/api/v1/identity-providers', signal }) });
export type Provider = NonNullable<ReturnType<typeof useProviders>['data']>['items'][number];

export const useSecondFactorPolicy = () =>
  useQuery({ queryKey: accessKeys.secondFactorPolicy, queryFn: ({ signal }) => callApi<typeof getSecondFactorPolicy>({ method: 'GET', path: '/api/v1/second-factor-policy', signal }) });
