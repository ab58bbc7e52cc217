import { callApi } from '@/lib/platform/client/call-api';
import type { removeNetworks as contract } from '../contract';

export const removeNetworks = (items: { environmentId: string; id: string }[]) => callApi<typeof contract>({ method: 'POST', path: '/api/v1/networks/remove', body: { items } });
