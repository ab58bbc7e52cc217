import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getSecondFactor } from '../contract';
import { accessKeys } from './access.keys';

export const useSecondFactor = () =>
  useQuery({ queryKey: accessKeys.secondFactor, queryFn: ({ signal }) => callApi<typeof getSecondFactor>({ method: 'GET', path: '/api/v1/me/second-factor', signal }) });

export type SecondFactor = NonNullable<ReturnType<typeof useSecondFactor>['data']>;
