import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { listSessions } from '../contract';
import { accessKeys } from './access.keys';

export const useSessions = () =>
  useQuery({ queryKey: accessKeys.sessions, queryFn: ({ signal }) => callApi<typeof listSessions>({ method: 'GET', path: '/api/v1/me/sessions', signal }) });
