import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { getOpenApi } from '../contract';
import { readOperations } from '../model/openapi-operation';

/** All operations of the API; they change only when the console is upgraded. */
export const useApiOperations = () =>
  useQuery({
    queryKey: ['access', 'openapi'],
    queryFn: ({ signal }) => callApi<typeof getOpenApi>({ method: 'GET', path: '/api/v1/openapi.json', signal }),
    select: (document) => readOperations(document as unknown as Parameters<typeof readOperations>[0]),
    staleTime: Infinity,
  });
