'use client';
import { useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { addEnvironment, ConnectionInput, removeEnvironment, showEnvironment, testConnection, updateEnvironment } from '../contract';
import { ENVIRONMENTS_KEY } from './live-lists';

interface EnvironmentInput { name: string; connection: ConnectionInput }

/** What an admin does to environments; the list is read again after each. */
export function useEnvironmentChanges() {
  const cache = useQueryClient();
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work;
    await cache.invalidateQueries({ queryKey: ENVIRONMENTS_KEY });
    return answer;
  };
  return {
    add: (body: EnvironmentInput) => after(callApi<typeof addEnvironment>({ method: 'POST', path: '/api/v1/environments', body })),
    update: (environmentId: string, body: EnvironmentInput) => after(callApi<typeof updateEnvironment>({ method: 'PUT', path: '/api/v1/environments/[environmentId]', params: { environmentId }, body })),
    remove: (environmentId: string) => after(callApi<typeof removeEnvironment>({ method: 'DELETE', path: '/api/v1/environments/[environmentId]', params: { environmentId } })),
    show: (environmentId: string) => callApi<typeof showEnvironment>({ method: 'GET', path: '/api/v1/environments/[environmentId]', params: { environmentId } }),
    /** With the kept secrets of `environmentId`, where one is being edited. */
    test: (connection: ConnectionInput, environmentId?: string) => callApi<typeof testConnection>({ method: 'POST', path: '/api/v1/environments/test', body: { connection, ...(environmentId && { environmentId }) } }),
  };
}
