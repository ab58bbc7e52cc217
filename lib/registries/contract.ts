import { z } from 'zod';
import { groupPath } from '@/lib/members/model/group-path';
import { endpoint } from '@/lib/platform/endpoint';

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
const credential = { server: z.string().max(255).regex(/^([a-zA-Z0-9.-]+(:\d{1,5})?)?$/), username: z.string().min(1).max(256), password: z.string().min(1).max(4096) };
/** Whose apps may pull with it. */
const group = groupPath.default('/');
export const registryDto = z.object({ id: z.string(), group: z.string(), name: z.string(), server: z.string(), username: z.string(), createdAt: z.iso.datetime(), createdBy: z.string() });
export type RegistryDto = z.infer<typeof registryDto>;

export const listRegistries = endpoint({ method: 'GET', path: '/api/v1/registries', summary: 'Credentials that apps pull their images with', permission: 'app:view', on: 'somewhere', response: z.object({ items: z.array(registryDto) }) });
export const createRegistry = endpoint({ method: 'POST', path: '/api/v1/registries', summary: 'Keep a credential; the password is never shown again', permission: 'registry:manage', on: { body: ['group'] }, body: z.strictObject({ name, group, ...credential }), response: registryDto, status: 201 });
export const updateRegistry = endpoint({ method: 'PUT', path: '/api/v1/registries/[id]', summary: 'Change a credential', permission: 'registry:manage', on: 'registry', params: z.strictObject({ id: z.uuid() }), body: z.strictObject({ ...credential, password: credential.password.optional() }), response: registryDto });
export const deleteRegistry = endpoint({ method: 'DELETE', path: '/api/v1/registries/[id]', summary: 'Forget a credential', permission: 'registry:manage', on: 'registry', params: z.strictObject({ id: z.uuid() }), status: 204 });
