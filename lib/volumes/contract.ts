import { z } from 'zod';
import { manyItems, manyResults, volumeRow } from '@/lib/environments/contract';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';

const inEnvironment = z.strictObject({ environmentId: z.uuid() });
const oneVolume = inEnvironment.extend({ name: z.string().min(1).max(255) });
const name = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}$/);
const ROOT = '/api/v1/environments/[environmentId]/volumes' as const;
const texts = z.record(z.string().min(1).max(255), z.string().max(4096));

export const listVolumes = endpoint({ method: 'GET', path: '/api/v1/volumes', summary: 'List volumes of all environments', permission: 'volume:view', on: 'somewhere', query: listQuery.extend({ use: z.enum(['used', 'unused']).optional() }), response: z.object({ items: z.array(volumeRow), total: z.number() }) });
export const getVolume = endpoint({
  method: 'GET', path: `${ROOT}/[name]`, summary: 'One volume with the containers that mount it', permission: 'volume:view', on: 'volume', params: oneVolume,
  response: volumeRow.extend({ scope: z.string(), options: z.record(z.string(), z.string()), /** Where the engine can tell it. */ sizeBytes: z.number().nullable(), containers: z.array(z.object({ id: z.string(), name: z.string(), state: z.string(), destination: z.string(), readOnly: z.boolean() })) }),
});
export const createVolume = endpoint({
  method: 'POST', path: ROOT, summary: 'Make a volume', permission: 'volume:manage', params: inEnvironment, status: 201,
  body: z.strictObject({ name, driver: z.string().min(1).max(128).default('local'), driverOptions: texts.default({}), labels: texts.default({}) }), response: z.object({ name: z.string() }),
});
export const removeVolumes = endpoint({ method: 'POST', path: '/api/v1/volumes/remove', summary: 'Remove volumes and what is in them', permission: 'volume:manage', body: z.strictObject({ items: manyItems }), response: manyResults });
export const pruneVolumesPreview = endpoint({
  method: 'GET', path: `${ROOT}/prune`, summary: 'Which volumes no container mounts, and how much they hold', permission: 'volume:view', params: inEnvironment,
  query: z.strictObject({ all: z.stringbool().optional() }), response: z.object({ items: z.array(volumeRow), freesBytes: z.number() }),
});
