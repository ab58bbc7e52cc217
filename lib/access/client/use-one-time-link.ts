import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { describeLink } from '../contract';

/** What a one-time link is for; a refused one stays refused, so it is asked once. */
export const useOneTimeLink = (token: string) =>
  useQuery({
    queryKey: ['access', 'link', token],
    queryFn: () => callApi<typeof describeLink>({ method: 'POST', path: '/api/v1/links/describe', body: { token } }),
    enabled: token !== '',
    staleTime: Infinity,
    retry: false,
  });
