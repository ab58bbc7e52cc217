import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listUsers } from '../contract';
import { accessKeys } from './access.keys';

export const useUsers = (search: string) =>
  useQuery({
    queryKey: accessKeys.userList(search),
    queryFn: ({ signal }) => callApi<typeof listUsers>({ method: 'GET', path: '/api/v1/users', query: { ...(search && { search }), limit: 500 }, signal }),
    placeholderData: keepPreviousData,
  });
