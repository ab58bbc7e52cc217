import { z } from 'zod';
import { groupPath } from '@/lib/apps/spec';
import { endpoint } from '@/lib/platform/endpoint';
import { EXPORTS, FORMATS } from './model/formats';

const sentence = z.object({ at: z.string(), text: z.string() });
const previewApp = z.object({
  path: z.string(), spec: z.record(z.string(), z.unknown()), image: z.string(),
  /** What the app cannot be made with as it stands, by JSON path. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
  /** An app that is there gets a new version. */
  exists: z.boolean(),
});
export const importPreview = z.object({
  format: z.enum(FORMATS), apps: z.array(previewApp), notCarried: z.array(sentence),
  /** Networks that the apps name and that the environment lacks. */
  missingNetworks: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const previewImport = endpoint({
  method: 'POST', path: '/api/v1/imports/preview', summary: 'What apps a docker run line, a Compose file, a Marathon document or a container YAML would make; nothing is made', permission: 'app:deploy', on: 'somewhere', maxBodyBytes: 2 * 1024 * 1024,
  body: z.strictObject({
    text: z.string().min(1).max(1_500_000), format: z.enum(['auto', ...FORMATS]).default('auto'), group: groupPath.default('/'), environmentId: z.uuid(),
    profiles: z.array(z.string().max(128)).max(50).default([]), variables: z.record(z.string().max(128), z.string().max(65_536)).default({}),
  }),
  response: importPreview,
});
export const exportApp = endpoint({ method: 'GET', path: '/api/v1/apps/[appId]/export', summary: 'An application as Gantry YAML, Compose file or docker run line', permission: 'app:view', on: 'app', params: z.strictObject({ appId: z.uuid() }), query: z.strictObject({ format: z.enum(EXPORTS).default('gantry') }), response: z.object({ text: z.string(), notCarried: z.array(z.string()) }) });
