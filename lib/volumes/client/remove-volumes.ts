import { callApi } from '@/lib/platform/client/call-api';
import type { removeVolumes as contract } from '../contract';

export const removeVolumes = (items: { environmentId: string; id: string }[]) => callApi<typeof contract>({ method: 'POST', path: '/api/v1/volumes/remove', body: { items } });
