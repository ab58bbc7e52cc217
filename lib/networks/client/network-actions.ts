import { callApi } from '@/lib/platform/client/call-api';
import type { createNetwork as contract } from '../contract';

export const createNetwork = (environmentId: string, body: { name: string; driver: 'bridge' }) => callApi<typeof contract>({ method: 'POST', path: '/api/v1/environments/[environmentId]/networks', params: { environmentId }, body });
