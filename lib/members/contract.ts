import { z } from 'zod';
import { endpoint, PERMISSIONS } from '@/lib/platform/endpoint';
import { groupPath } from './model/group-path';

const at = z.iso.datetime();
const id = z.strictObject({ id: z.uuid() });
const roleName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const permission = z.enum(PERMISSIONS);

// ---- roles --------------------------------------------------------------------

export const roleDto = z.object({ name: z.string(), description: z.string(), permissions: z.array(permission), isBuiltIn: z.boolean(), /** How many grants name it. */ grants: z.number() });
export type RoleDto = z.infer<typeof roleDto>;
const roleInput = { description: z.string().max(500).default(''), permissions: z.array(permission).min(1).max(PERMISSIONS.length) };
const roleRef = z.strictObject({ name: roleName });
export const listRoles = endpoint({ method: 'GET', path: '/api/v1/roles', summary: 'The roles that can be granted, with what each may do', permission: 'signed-in', response: z.object({ items: z.array(roleDto) }) });
export const createRole = endpoint({ method: 'POST', path: '/api/v1/roles', summary: 'Make a role', permission: 'role:manage', body: z.strictObject({ name: roleName, ...roleInput }), response: roleDto, status: 201 });
export const updateRole = endpoint({ method: 'PUT', path: '/api/v1/roles/[name]', summary: 'Change what a role may do; counts at once wherever it is granted', permission: 'role:manage', params: roleRef, body: z.strictObject(roleInput), response: roleDto });
export const deleteRole = endpoint({ method: 'DELETE', path: '/api/v1/roles/[name]', summary: 'Delete a role that no grant names', permission: 'role:manage', params: roleRef, status: 204 });

// ---- teams --------------------------------------------------------------------

export const teamDto = z.object({ id: z.string(), name: z.string(), createdAt: at, members: z.array(z.object({ id: z.string(), email: z.string(), name: z.string() })), grants: z.number() });
export type TeamDto = z.infer<typeof teamDto>;
const teamInput = z.strictObject({ name: z.string().trim().min(1).max(100), members: z.array(z.uuid()).max(1000) });
export const listTeams = endpoint({ method: 'GET', path: '/api/v1/teams', summary: 'Teams with their people', permission: 'user:manage', response: z.object({ items: z.array(teamDto) }) });
export const createTeam = endpoint({ method: 'POST', path: '/api/v1/teams', summary: 'Make a team', permission: 'user:manage', body: teamInput, response: teamDto, status: 201 });
export const updateTeam = endpoint({ method: 'PUT', path: '/api/v1/teams/[id]', summary: 'Rename a team and say who is in it', permission: 'user:manage', params: id, body: teamInput, response: teamDto });
export const deleteTeam = endpoint({ method: 'DELETE', path: '/api/v1/teams/[id]', summary: 'Delete a team with all its grants', permission: 'user:manage', params: id, status: 204 });

// ---- grants -------------------------------------------------------------------

export const grantDto = z.object({
  id: z.string(), subject: z.object({ kind: z.enum(['user', 'team', 'token']), id: z.string(), name: z.string(), /** Of a team: how many people it has. */ detail: z.string() }),
  role: z.string(), group: z.string(), endsAt: at.nullable(), source: z.string(), createdAt: at, createdBy: z.string(), /** Whether the caller may take it away. */ mayRemove: z.boolean(),
});
export type GrantDto = z.infer<typeof grantDto>;
/** Named by e-mail, so that a lead need not see every account of the console. */
const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), email: z.email().max(254), /** Of somebody who has no account yet: one is made, with a link to set a password. */ name: z.string().trim().min(1).max(100).optional() }),
  z.strictObject({ kind: z.literal('team'), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('token'), id: z.uuid() }),
]);
export const listGrants = endpoint({ method: 'GET', path: '/api/v1/grants', summary: 'Who holds what on a group: by grants on it, on the groups above and on those below', permission: 'member:view', on: { query: ['group'] }, query: z.strictObject({ group: groupPath }), response: z.object({ items: z.array(grantDto) }) });
export const createGrant = endpoint({
  method: 'POST', path: '/api/v1/grants', summary: 'Give a role on a group; nobody gives what they do not hold there', permission: 'member:invite', on: { body: ['group'] },
  body: z.strictObject({ subject, role: roleName, group: groupPath, endsAt: at.nullable().default(null) }), response: z.object({ grant: grantDto, link: z.object({ path: z.string(), expiresAt: at }).nullable() }), status: 201,
});
export const deleteGrant = endpoint({ method: 'DELETE', path: '/api/v1/grants/[id]', summary: 'Take a grant away', permission: 'member:invite', on: 'grant', params: id, status: 204 });

// ---- effective access ---------------------------------------------------------

export const explainAccess = endpoint({
  method: 'GET', path: '/api/v1/access', summary: 'Whether an account may do something somewhere, and because of which grant', permission: 'signed-in',
  query: z.strictObject({ /** Left out: the caller. */ user: z.uuid().optional(), permission, path: groupPath }),
  response: z.object({ may: z.boolean(), because: z.object({ role: z.string(), group: z.string(), team: z.string().nullable(), endsAt: at.nullable(), grantId: z.string().nullable() }).nullable() }),
});

// ---- temporary elevation ------------------------------------------------------

export const elevationDto = z.object({
  id: z.string(), user: z.string(), role: z.string(), group: z.string(), minutes: z.number(), reason: z.string(), status: z.enum(['waiting', 'granted', 'refused', 'ended']),
  askedAt: at, decidedBy: z.string().nullable(), decidedAt: at.nullable(), word: z.string(), endsAt: at.nullable(), isOwn: z.boolean(), mayDecide: z.boolean(),
});
export type ElevationDto = z.infer<typeof elevationDto>;
export const listElevations = endpoint({ method: 'GET', path: '/api/v1/elevations', summary: 'Wishes for a role for a while: the own ones, and those that the caller may decide', permission: 'signed-in', response: z.object({ items: z.array(elevationDto) }) });
export const askElevation = endpoint({
  method: 'POST', path: '/api/v1/elevations', summary: 'Ask for a role on a group for a while, with a reason', permission: 'signed-in',
  body: z.strictObject({ role: roleName, group: groupPath, minutes: z.number().int().min(5).max(1440), reason: z.string().trim().min(3).max(500) }), response: elevationDto, status: 201,
});
const decision = { method: 'POST', permission: 'member:invite', on: 'elevation', params: id, response: elevationDto } as const;
export const approveElevation = endpoint({ ...decision, path: '/api/v1/elevations/[id]/approve', summary: 'Agree; the role ends by itself', body: z.strictObject({ word: z.string().max(500).default('') }) });
export const refuseElevation = endpoint({ ...decision, path: '/api/v1/elevations/[id]/refuse', summary: 'Refuse, with a word', body: z.strictObject({ word: z.string().max(500).default('') }) });
export const endElevation = endpoint({ method: 'POST', path: '/api/v1/elevations/[id]/end', summary: 'End it before its time, or take the wish back', permission: 'signed-in', params: id, response: elevationDto });

// ---- the table of who may what ------------------------------------------------

const cell = z.enum(['yes', 'no', 'own']);
export const showMatrix = endpoint({
  method: 'GET', path: '/api/v1/access-matrix', summary: 'Every operation and what each role may do with it, in the own tenant and in another', permission: 'signed-in',
  response: z.object({ roles: z.array(z.string()), rows: z.array(z.object({ operation: z.string(), slice: z.string(), summary: z.string(), permission: z.string(), cells: z.record(z.string(), cell), other: z.enum(['hidden', 'refused', 'left out', 'same']) })) }),
});
