import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';

/** `/` is the root: what stands there holds for every app. */
const group = z.string().max(255).regex(/^\/$|^(\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){1,8}$/);
const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/);
const at = z.iso.datetime();

/** `from`: the group it stands in; another than the one asked for is inherited. */
const variable = z.object({ name: z.string(), value: z.string(), from: z.string(), updatedAt: at, updatedBy: z.string() });
const secret = z.object({ name: z.string(), from: z.string(), version: z.number(), updatedAt: at, updatedBy: z.string() });
export const settingsDto = z.object({ variables: z.array(variable), secrets: z.array(secret) });
export type SettingsDto = z.infer<typeof settingsDto>;

const ROOT = '/api/v1/group-settings' as const;
export const getSettings = endpoint({ method: 'GET', path: ROOT, summary: "A group's variables and the names of its secrets, with what it inherits", permission: 'app:view', on: { query: ['group'] }, query: z.strictObject({ group }), response: settingsDto });
export const putVariable = endpoint({ method: 'PUT', path: `${ROOT}/variables`, summary: 'Set a variable of a group; apps take it with their next version', permission: 'secret:write', on: { body: ['group'] }, body: z.strictObject({ group, name, value: z.string().max(65_536) }), response: settingsDto });
export const deleteVariable = endpoint({ method: 'DELETE', path: `${ROOT}/variables`, summary: 'Remove a variable of a group', permission: 'secret:write', on: { query: ['group'] }, query: z.strictObject({ group, name }), status: 204 });
export const putSecret = endpoint({ method: 'PUT', path: `${ROOT}/secrets`, summary: 'Set a secret of a group: a new version of it, which is never shown again', permission: 'secret:write', on: { body: ['group'] }, body: z.strictObject({ group, name, secret: z.string().min(1).max(65_536) }), response: settingsDto });
export const deleteSecret = endpoint({ method: 'DELETE', path: `${ROOT}/secrets`, summary: 'Remove a secret of a group with all its versions', permission: 'secret:write', on: { query: ['group'] }, query: z.strictObject({ group, name }), status: 204 });
