import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listTokens } from '../contract';
import { accessKeys } from './access.keys';

export const useTokens = () =>
  useQuery({ queryKey: accessKeys.tokens, queryFn: ({ signal }) => callApi<typeof listTokens>({ method: 'GET', path: '/api/v1/tokens', signal }) });
