import { z } from 'zod';
import { volumeRow } from '@/lib/environments/contract';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';

const inEnvironment = z.strictObject({ environmentId: z.uuid() });
const name = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}$/);

export const listVolumes = endpoint({ method: 'GET', path: '/api/v1/volumes', summary: 'List volumes of all environments', permission: 'volume:view', query: listQuery, response: z.object({ items: z.array(volumeRow), total: z.number() }) });
export const createVolume = endpoint({
  method: 'POST', path: '/api/v1/environments/[environmentId]/volumes', summary: 'Make a volume', permission: 'volume:manage', params: inEnvironment, status: 201,
  body: z.strictObject({ name, driver: z.string().min(1).max(128).default('local'), driverOptions: z.record(z.string(), z.string()).default({}), labels: z.record(z.string(), z.string()).default({}) }), response: z.object({ name: z.string() }),
});
export const removeVolume = endpoint({ method: 'DELETE', path: '/api/v1/environments/[environmentId]/volumes/[name]', summary: 'Remove a volume and what is in it', permission: 'volume:manage', params: inEnvironment.extend({ name: z.string().min(1).max(255) }), status: 204 });
