import { callApi } from '@/lib/platform/client/call-api';
import type { removeImages as contract } from '../contract';

export const removeImages = (items: { environmentId: string; id: string }[], force: boolean) => callApi<typeof contract>({ method: 'POST', path: '/api/v1/images/remove', body: { items, force } });
