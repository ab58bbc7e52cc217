import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';
import { ACCOUNT_ROLES } from '../model/role-names';

const id = z.strictObject({ id: z.uuid() });
const shortText = z.string().trim().min(1).max(200);
const attribute = z.string().regex(/^[A-Za-z][A-Za-z0-9;.-]{0,99}$/);
const GROUP_PATH = /^\/([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,7})?$/;

export const oidcSettings = z.strictObject({
  kind: z.literal('oidc'),
  issuer: z.url({ protocol: /^https?$/ }).max(500).describe('What stands before /.well-known/openid-configuration').meta({ example: 'https://login.example.com' }),
  clientId: shortText,
  scopes: z.string().trim().max(300).regex(/(^| )openid( |$)/).default('openid email profile'),
  groupsClaim: z.string().trim().min(1).max(100).default('groups').describe('Dots lead into nested claims'),
  allowPrivateAddress: z.boolean().default(false).describe('Private and loopback addresses, and plain http, are refused unless this is set; link-local ones always'),
});
export const ldapSettings = z.strictObject({
  kind: z.literal('ldap'),
  url: z.string().max(500).regex(/^ldaps?:\/\/[^/?#@]+\/?$/).meta({ example: 'ldaps://ldap.example.com' }),
  startTls: z.boolean().default(false),
  ca: z.string().max(100_000).default('').describe('PEM of who signed the server’s certificate; empty: the system’s'),
  bindDn: z.string().max(500).default('').describe('Who searches; empty: nobody, where the directory lets everybody search'),
  searchBase: z.string().min(1).max(500),
  filter: z.string().max(500).includes('{login}').startsWith('(').endsWith(')').default('(mail={login})'),
  emailAttribute: attribute.default('mail'),
  nameAttribute: attribute.default('cn'),
  groupsAttribute: attribute.default('memberOf'),
  linkByEmail: z.boolean().default(false).describe('Whether an e-mail of the directory opens an account of that address. Only where people cannot change their own'),
});
export const providerSettings = z.discriminatedUnion('kind', [oidcSettings, ldapSettings]);

const mapping = z.strictObject({
  value: z.string().trim().min(1).max(500).describe('Of the groups claim or attribute'),
  role: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/).refine((role) => role !== 'admin', 'admin is set on the account, never by a group').describe('Built in or made here; what is not there gives nothing'),
  groupPath: z.string().max(255).regex(GROUP_PATH),
});
const provider = z.strictObject({
  name: z.string().trim().min(1).max(60),
  enabled: z.boolean().default(true),
  createAccounts: z.boolean().default(false).describe('Whether who comes for the first time gets an account'),
  accountRole: z.enum(ACCOUNT_ROLES).default('member').describe('Of accounts made so'),
  mappings: z.array(mapping).max(500).default([]),
  settings: providerSettings,
});
/** Left out, the stored one stays; null removes it. */
const secret = z.string().max(1000).nullable().optional().describe('Client secret or bind password; never told again. Left out: the stored one stays');

export const providerDto = z.object({ ...provider.shape, id: z.string(), hasSecret: z.boolean(), redirectPath: z.string().nullable().describe('To register at an OpenID Connect provider') });
export const listProviders = endpoint({ method: 'GET', path: '/api/v1/identity-providers', summary: 'Where people may sign in apart from here', permission: 'user:manage', response: z.object({ items: z.array(providerDto) }) });
export const createProvider = endpoint({ method: 'POST', path: '/api/v1/identity-providers', summary: 'Add an OpenID Connect provider or an LDAP directory', permission: 'user:manage', body: provider.extend({ secret }), response: providerDto, status: 201 });
export const updateProvider = endpoint({ method: 'PUT', path: '/api/v1/identity-providers/[id]', summary: 'Change one', permission: 'user:manage', params: id, body: provider.extend({ secret }), response: providerDto });
export const deleteProvider = endpoint({ method: 'DELETE', path: '/api/v1/identity-providers/[id]', summary: 'Remove one; its grants go, accounts stay', permission: 'user:manage', params: id, status: 204 });
export const testProvider = endpoint({
  method: 'POST', path: '/api/v1/identity-providers/test', summary: 'Whether a provider answers with these settings', permission: 'user:manage',
  body: z.strictObject({ settings: providerSettings, secret, id: z.uuid().optional().describe('Of the stored one whose secret is used') }), response: z.object({ found: z.string() }),
});

export const startOidc = endpoint({
  method: 'POST', path: '/api/v1/sign-in/oidc', summary: 'Begin to sign in at an OpenID Connect provider', permission: 'public',
  body: z.strictObject({ providerId: z.uuid(), next: z.string().max(2000).default('/') }), response: z.object({ url: z.string() }),
});
export const finishOidc = endpoint({ method: 'GET', path: '/api/v1/sign-in/oidc/[id]/callback', summary: 'Where an OpenID Connect provider sends the browser back to', permission: 'public', params: id });

export type ProviderSettings = z.output<typeof providerSettings>;
