import { z } from 'zod';
import { imageRow, manyItems, manyResults } from '@/lib/environments/contract';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';

const inEnvironment = z.strictObject({ environmentId: z.uuid() });
const oneImage = inEnvironment.extend({ imageId: z.string().min(1).max(512) });
export const imageReference = z.string().min(1).max(512).regex(/^[a-zA-Z0-9][\w.\-/:@]*$/);
const credentials = { username: z.string().max(256).optional(), password: z.string().max(4096).optional() };
const ROOT = '/api/v1/environments/[environmentId]/images' as const;
const ONE = `${ROOT}/[imageId]` as const;

export const listImages = endpoint({
  method: 'GET', path: '/api/v1/images', summary: 'List images of all environments', permission: 'image:view', on: 'somewhere',
  query: listQuery.extend({ use: z.enum(['used', 'unused', 'dangling']).optional() }), response: z.object({ items: z.array(imageRow), total: z.number() }),
});

const layer = z.object({ id: z.string().nullable(), tags: z.array(z.string()), createdBy: z.string(), createdAt: z.iso.datetime(), sizeBytes: z.number() });
export const getImage = endpoint({
  method: 'GET', path: ONE, summary: 'One image with its layers and the containers made from it', permission: 'image:view', on: 'image', params: oneImage,
  response: z.object({
    id: z.string(), tags: z.array(z.string()), digests: z.array(z.string()), sizeBytes: z.number(), createdAt: z.string(), author: z.string(), comment: z.string(), architecture: z.string(), os: z.string(), entrypoint: z.array(z.string()), command: z.array(z.string()),
    user: z.string(), workingDir: z.string(), env: z.array(z.string()), ports: z.array(z.string()), volumes: z.array(z.string()), labels: z.record(z.string(), z.string()), layers: z.array(layer), containers: z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })),
  }),
});

/** One line of long work with images; the last is `done` or `error`. */
export type ImageWorkLine =
  | { kind: 'layer'; id: string; status: string; current?: number; total?: number }
  | { kind: 'status'; status: string }
  | { kind: 'output'; text: string }
  | { kind: 'done'; id?: string }
  | { kind: 'error'; code: string; detail: string };

export const pullImage = endpoint({
  method: 'POST', path: `${ROOT}/pull`, summary: 'Pull an image; one progress line a layer and step', permission: 'image:manage', params: inEnvironment,
  body: z.strictObject({ image: imageReference, ...credentials }), stream: 'application/x-ndjson',
});
export const pushImage = endpoint({
  method: 'POST', path: `${ROOT}/push`, summary: 'Push an image under one of its names', permission: 'image:manage', params: inEnvironment,
  body: z.strictObject({ image: imageReference, ...credentials }), stream: 'application/x-ndjson',
});

const buildArgs = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().max(65_536));
const buildOptions = { tags: z.array(imageReference).max(20).default([]), target: z.string().max(128).optional(), noCache: z.boolean().default(false), pull: z.boolean().default(false), buildArgs: buildArgs.default({}) };
export type BuildOptions = z.output<z.ZodObject<typeof buildOptions>>;
export const buildDockerfile = endpoint({
  method: 'POST', path: `${ROOT}/build-dockerfile`, summary: 'Build an image from a Dockerfile alone', permission: 'image:manage', params: inEnvironment,
  body: z.strictObject({ dockerfile: z.string().min(1).max(1_000_000), ...buildOptions }), maxBodyBytes: 2_000_000, stream: 'application/x-ndjson',
});
export const buildContext = endpoint({
  method: 'POST', path: `${ROOT}/build`, summary: 'Build an image from a context: a tar, plain or compressed, as the body', permission: 'image:manage', params: inEnvironment, bodyStream: 'application/x-tar', stream: 'application/x-ndjson',
  query: z.strictObject({
    tag: z.union([imageReference, z.array(imageReference).max(20)]).optional(), dockerfile: z.string().max(4096).default('Dockerfile'), target: z.string().max(128).optional(), noCache: z.stringbool().default(false), pull: z.stringbool().default(false),
    /** A JSON object. */
    buildArgs: z.string().max(100_000).default('{}').transform((text, ctx) => {
      try {
        return buildArgs.parse(JSON.parse(text));
      } catch {
        ctx.addIssue({ code: 'custom', message: 'bad_build_args', params: { code: 'images.bad_build_args', params: {} } });
        return z.NEVER;
      }
    }),
  }),
});
export const loadImages = endpoint({
  method: 'POST', path: `${ROOT}/load`, summary: 'Import images that were exported: a tar as the body', permission: 'image:manage', params: inEnvironment, bodyStream: 'application/x-tar', stream: 'application/x-ndjson',
});
export const importImage = endpoint({
  method: 'POST', path: `${ROOT}/import`, summary: 'Make an image of a file system: a tar as the body', permission: 'image:manage', params: inEnvironment, query: z.strictObject({ reference: imageReference }), bodyStream: 'application/x-tar', stream: 'application/x-ndjson',
});
export const exportImages = endpoint({
  method: 'GET', path: `${ROOT}/export`, summary: 'Export images as one tar', permission: 'image:manage', params: inEnvironment, query: z.strictObject({ image: z.union([imageReference, z.array(imageReference).max(100)]) }), stream: 'application/octet-stream',
});

export const tagImage = endpoint({ method: 'POST', path: `${ONE}/tag`, summary: 'Give an image one more name', permission: 'image:manage', params: oneImage, body: z.strictObject({ reference: imageReference }), status: 204 });
export const untagImage = endpoint({ method: 'POST', path: `${ROOT}/untag`, summary: 'Take a name from an image that has others', permission: 'image:manage', params: inEnvironment, body: z.strictObject({ reference: imageReference }), status: 204 });
export const removeImages = endpoint({ method: 'POST', path: '/api/v1/images/remove', summary: 'Remove images with all their names', permission: 'image:manage', body: z.strictObject({ items: manyItems, force: z.boolean().default(false) }), response: manyResults });

export const prunePreview = endpoint({
  method: 'GET', path: `${ROOT}/prune`, summary: 'What a prune would remove, and how much it would free', permission: 'image:view', params: inEnvironment,
  query: z.strictObject({ all: z.stringbool().optional() }), response: z.object({ items: z.array(imageRow), freesBytes: z.number() }),
});
export const pruneImages = endpoint({
  method: 'POST', path: `${ROOT}/prune`, summary: 'Remove exactly these images, if they are still unused', permission: 'image:manage', params: inEnvironment,
  body: z.strictObject({ ids: z.array(z.string().max(200)).max(10_000) }), response: manyResults.extend({ freedBytes: z.number() }),
});
