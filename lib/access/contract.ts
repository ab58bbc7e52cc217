import { z } from 'zod';
import { endpoint, PERMISSIONS } from '@/lib/platform/endpoint';
import { LINK_KINDS } from './model/link-kind';
import { LOCALES } from './model/locales';
import { ACCOUNT_ROLES } from './model/role-names';

const email = z.email().max(254).meta({ example: 'mei@example.com' });
const name = z.string().trim().min(1).max(100).meta({ example: 'Mei Lin' });
const password = z.string().min(1).max(1024);
const at = z.iso.datetime().meta({ example: '2026-01-31T08:00:00.000Z' });
const id = z.strictObject({ id: z.uuid() });
const role = z.enum(ACCOUNT_ROLES).describe('On the whole console; a `member` sees only what grants on groups open');

// ---- the signed-in person -----------------------------------------------------

export const meDto = z.object({
  id: z.string(), email: z.string(), name: z.string(), role: z.string(), locale: z.enum(LOCALES).nullable().describe('null: what the browser asks for'),
  permissions: z.array(z.enum(PERMISSIONS)).describe('What this request may do: of a token, no more than its owner may today; held somewhere, which is not everywhere'),
  held: z.array(z.object({ role: z.string(), group: z.string(), permissions: z.array(z.enum(PERMISSIONS)), endsAt: at.nullable(), team: z.string().nullable() })).describe('The same by group'),
});
export const getMe = endpoint({ method: 'GET', path: '/api/v1/me', summary: 'The account that sends this request', permission: 'signed-in', response: meDto });

export const updateMe = endpoint({
  method: 'PATCH', path: '/api/v1/me', summary: 'Change own name or language', permission: 'signed-in',
  body: z.strictObject({ name: name.optional(), locale: z.enum(LOCALES).nullable().optional() }), response: meDto,
});

export const changePassword = endpoint({
  method: 'PUT', path: '/api/v1/me/password', summary: 'Change own password; all other sessions end', permission: 'signed-in',
  body: z.strictObject({ currentPassword: password, newPassword: password }), status: 204,
});

export const sessionDto = z.object({ id: z.string(), address: z.string(), userAgent: z.string(), createdAt: at, lastSeenAt: at, current: z.boolean() });
export const listSessions = endpoint({
  method: 'GET', path: '/api/v1/me/sessions', summary: 'Own sessions', permission: 'signed-in', response: z.object({ items: z.array(sessionDto) }),
});
export const revokeSession = endpoint({ method: 'DELETE', path: '/api/v1/me/sessions/[id]', summary: 'End one of the own sessions', permission: 'signed-in', params: id, status: 204 });
export const revokeOtherSessions = endpoint({ method: 'DELETE', path: '/api/v1/me/sessions', summary: 'End all own sessions but this one', permission: 'signed-in', status: 204 });

// ---- API tokens ---------------------------------------------------------------

export const tokenDto = z.object({
  id: z.string(), name: z.string(), prefix: z.string(), permissions: z.array(z.string()), createdAt: at, expiresAt: at.nullable(), lastUsedAt: at.nullable(),
});
export const listTokens = endpoint({
  method: 'GET', path: '/api/v1/tokens', summary: 'Own API tokens', permission: 'signed-in', response: z.object({ items: z.array(tokenDto) }),
});
export const createToken = endpoint({
  method: 'POST', path: '/api/v1/tokens', summary: 'Make an API token; the answer is the only place that shows it', permission: 'signed-in',
  body: z.strictObject({ name, permissions: z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length), expiresInDays: z.number().int().min(1).max(3650).nullable() }),
  response: tokenDto.extend({ token: z.string() }), status: 201,
});
export const revokeToken = endpoint({ method: 'DELETE', path: '/api/v1/tokens/[id]', summary: 'Revoke an API token', permission: 'signed-in', params: id, status: 204 });

// ---- users --------------------------------------------------------------------

export const userDto = z.object({
  id: z.string(), email: z.string(), name: z.string(), role: z.enum(ACCOUNT_ROLES), state: z.enum(['active', 'invited', 'disabled', 'locked']), createdAt: at, lastSignInAt: at.nullable(),
});
export const linkDto = z.object({ path: z.string(), expiresAt: at });
export const listUsers = endpoint({
  method: 'GET', path: '/api/v1/users', summary: 'All accounts', permission: 'user:manage',
  query: z.strictObject({ search: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(500).default(100), offset: z.coerce.number().int().min(0).default(0) }),
  response: z.object({ items: z.array(userDto), total: z.number() }),
});
export const inviteUser = endpoint({
  method: 'POST', path: '/api/v1/users', summary: 'Invite a person; the link in the answer is shown once', permission: 'user:manage',
  body: z.strictObject({ email, name, role }), response: z.object({ user: userDto, link: linkDto }), status: 201,
});
export const updateUser = endpoint({
  method: 'PATCH', path: '/api/v1/users/[id]', summary: 'Change role or disable an account', permission: 'user:manage', params: id,
  body: z.strictObject({ role: role.optional(), disabled: z.boolean().optional() }), response: userDto,
});
export const deleteUser = endpoint({ method: 'DELETE', path: '/api/v1/users/[id]', summary: 'Delete an account', permission: 'user:manage', params: id, status: 204 });
export const resetUser = endpoint({
  method: 'POST', path: '/api/v1/users/[id]/reset', summary: 'Make a link with which the person sets a new password', permission: 'user:manage', params: id, response: linkDto, status: 201,
});

// ---- one-time links -----------------------------------------------------------

const linkToken = z.string().min(20).max(100);
export const describeLink = endpoint({
  method: 'POST', path: '/api/v1/links/describe', summary: 'What a setup, invite or reset link is for', permission: 'public',
  body: z.strictObject({ token: linkToken }), response: z.object({ kind: z.enum(LINK_KINDS), email: z.string().nullable(), name: z.string().nullable(), expiresAt: at }),
});
export const acceptLink = endpoint({
  method: 'POST', path: '/api/v1/links/accept', summary: 'Set the password a link was made for', permission: 'public',
  body: z.strictObject({ token: linkToken, email: email.optional(), name: name.optional(), password }), response: z.object({ email: z.string() }),
});

export * from './spec/identity-provider';
export * from './spec/second-factor';

// ---- the API itself -----------------------------------------------------------

export const getOpenApi = endpoint({
  method: 'GET', path: '/api/v1/openapi.json', summary: 'This API as an OpenAPI 3.1 document', permission: 'signed-in', response: z.looseObject({ openapi: z.string() }),
});
