import { z } from 'zod';
import { imageRow } from '@/lib/environments/contract';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';

const inEnvironment = z.strictObject({ environmentId: z.uuid() });
const oneImage = inEnvironment.extend({ imageId: z.string().min(1).max(512) });
const reference = z.string().min(1).max(512).regex(/^[a-zA-Z0-9][\w.\-/:@]*$/);

export const listImages = endpoint({
  method: 'GET', path: '/api/v1/images', summary: 'List images of all environments', permission: 'image:view',
  query: listQuery, response: z.object({ items: z.array(imageRow), total: z.number() }),
});

export const pullImage = endpoint({
  method: 'POST', path: '/api/v1/environments/[environmentId]/images/pull', summary: 'Pull an image; one progress line a layer and step', permission: 'image:manage',
  params: inEnvironment, body: z.strictObject({ image: reference, username: z.string().max(256).optional(), password: z.string().max(4096).optional() }), stream: 'application/x-ndjson',
});

export const tagImage = endpoint({
  method: 'POST', path: '/api/v1/environments/[environmentId]/images/[imageId]/tag', summary: 'Give an image one more name', permission: 'image:manage', params: oneImage, body: z.strictObject({ reference }), status: 204,
});

export const removeImage = endpoint({
  method: 'DELETE', path: '/api/v1/environments/[environmentId]/images/[imageId]', summary: 'Remove an image', permission: 'image:manage', params: oneImage, query: z.strictObject({ force: z.stringbool().optional() }), status: 204,
});

const layer = z.object({ createdBy: z.string(), createdAt: z.iso.datetime(), sizeBytes: z.number() });
export const getImage = endpoint({
  method: 'GET', path: '/api/v1/environments/[environmentId]/images/[imageId]', summary: 'One image with its layers', permission: 'image:view', params: oneImage,
  response: z.object({ id: z.string(), tags: z.array(z.string()), digests: z.array(z.string()), sizeBytes: z.number(), createdAt: z.string(), architecture: z.string(), os: z.string(), entrypoint: z.array(z.string()), command: z.array(z.string()), env: z.array(z.string()), ports: z.array(z.string()), labels: z.record(z.string(), z.string()), layers: z.array(layer) }),
});

export const prunePreview = endpoint({
  method: 'GET', path: '/api/v1/environments/[environmentId]/images/prune', summary: 'What a prune would remove, and how much it would free', permission: 'image:view', params: inEnvironment,
  query: z.strictObject({ all: z.stringbool().optional() }), response: z.object({ items: z.array(imageRow), sizeBytes: z.number() }),
});
export const pruneImages = endpoint({
  method: 'POST', path: '/api/v1/environments/[environmentId]/images/prune', summary: 'Remove unused images', permission: 'image:manage', params: inEnvironment,
  body: z.strictObject({ all: z.boolean().default(false) }), response: z.object({ removed: z.number(), freedBytes: z.number() }),
});
export type PullLine = { kind: 'layer'; id: string; status: string; current?: number; total?: number } | { kind: 'status'; status: string } | { kind: 'done' } | { kind: 'error'; code: string; detail: string };
