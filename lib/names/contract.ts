import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const name = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
const zone = z.string().max(200).regex(new RegExp(`^(${LABEL}\\.)*${LABEL}$`));
const server = z.string().max(255).regex(/^([a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(:\d{1,5})?$/);
const url = z.url({ protocol: /^https?$/ }).max(500);
const ttl = z.int().min(1).max(86_400).default(30);
/** PEM; of the authority that signed the server's certificate, where no public one did. */
const ca = z.string().max(65_536).default('');
/** Where hosts lead: the addresses of the proxy, and of published ports. */
const addresses = z.array(z.union([z.ipv4(), z.ipv6()])).max(8).default([]);
/** Whether ready instances get a name: by the address of the container, or by the host's and the published port. */
const instances = z.enum(['none', 'container', 'host']).default('none');

export const publisherSettings = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rfc2136'), server, zone, ttl, addresses, instances,
    transport: z.enum(['tcp', 'udp']).default('tcp'),
    keyName: z.string().max(200).regex(/^[a-zA-Z0-9_]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?$/),
    algorithm: z.enum(['hmac-sha256', 'hmac-sha512']).default('hmac-sha256'),
  }),
  z.strictObject({ kind: z.literal('etcd'), url, zone, ttl, addresses, instances, ca, prefix: z.string().max(200).regex(/^(\/[a-zA-Z0-9_-]+)+$/).default('/skydns'), username: z.string().max(256).default('') }),
  z.strictObject({ kind: z.literal('consul'), url, addresses, instances: z.enum(['container', 'host']).default('container'), ca, node: name.default('gantry'), datacenter: z.string().max(64).regex(/^[a-zA-Z0-9_-]*$/).default('') }),
]);
export type PublisherSettings = z.infer<typeof publisherSettings>;
export type SettingsOf<K extends PublisherSettings['kind']> = Extract<PublisherSettings, { kind: K }>;

/** TSIG key (base64), etcd's password or Consul's token; left out of a change it stays as it is. */
const secret = z.string().max(4096);
const told = z.object({ code: z.string(), detail: z.string() });

export const publisherDto = z.object({
  id: z.string(), environmentId: z.string(), environment: z.string().nullable(), name: z.string(), settings: publisherSettings, hasSecret: z.boolean(), enabled: z.boolean(),
  /** Its names are being withdrawn. */
  removing: z.boolean(),
  publishedAt: z.iso.datetime().nullable(), error: told.extend({ at: z.iso.datetime() }).nullable(), names: z.number(), taken: z.number(),
});
export type PublisherDto = z.infer<typeof publisherDto>;
export const publishedName = z.object({ publisher: z.string(), key: z.string(), values: z.array(z.string()), state: z.enum(['sending', 'out', 'taken']), app: z.string(), changedAt: z.iso.datetime() });
export type PublishedNameDto = z.infer<typeof publishedName>;
export const internalNames = z.object({ environmentId: z.string(), environment: z.string(), enabled: z.boolean(), servers: z.array(z.object({ tenant: z.string(), state: z.enum(['running', 'starting', 'failed']), detail: z.string().nullable() })) });
export type InternalNamesDto = z.infer<typeof internalNames>;

const params = z.strictObject({ id: z.uuid() });
const given = { name, environmentId: z.uuid(), enabled: z.boolean().default(true), settings: publisherSettings, secret: secret.optional() };

export const listNames = endpoint({ method: 'GET', path: '/api/v1/names', summary: 'Where the names of apps are published, and which names are out', permission: 'environment:manage', on: 'console', response: z.object({ publishers: z.array(publisherDto), names: z.array(publishedName), internal: z.array(internalNames) }) });
export const createPublisher = endpoint({ method: 'POST', path: '/api/v1/names/publishers', summary: 'Publish the names of an environment to a DNS server, etcd or Consul', permission: 'environment:manage', on: 'console', body: z.strictObject(given), response: publisherDto, status: 201 });
export const updatePublisher = endpoint({ method: 'PUT', path: '/api/v1/names/publishers/[id]', summary: 'Change how names are published', permission: 'environment:manage', on: 'console', params, body: z.strictObject({ enabled: given.enabled, settings: publisherSettings, secret: given.secret }), response: publisherDto });
export const deletePublisher = endpoint({ method: 'DELETE', path: '/api/v1/names/publishers/[id]', summary: 'Withdraw the names, then forget the publisher; with `forget` at once, whatever is still out', permission: 'environment:manage', on: 'console', params, query: z.strictObject({ forget: z.enum(['true', 'false']).default('false') }), status: 204 });
export const testPublisher = endpoint({ method: 'POST', path: '/api/v1/names/publishers/test', summary: 'Ask a server whether it would take names', permission: 'environment:manage', on: 'console', body: z.strictObject({ id: z.uuid().optional(), settings: publisherSettings, secret: secret.optional() }), status: 204 });
export const setInternalNames = endpoint({ method: 'PUT', path: '/api/v1/names/internal/[environmentId]', summary: 'Let the apps of an environment reach each other by name, or not', permission: 'environment:manage', on: 'console', params: z.strictObject({ environmentId: z.uuid() }), body: z.strictObject({ enabled: z.boolean() }), status: 204 });
