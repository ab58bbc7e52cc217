import { z } from 'zod';
import { limits, quotaDto } from '@/lib/groups/contract';
import { groupPath } from '@/lib/members/model/group-path';
import { endpoint } from '@/lib/platform/endpoint';

const at = z.iso.datetime();
const id = z.strictObject({ id: z.uuid() });

/** Cores, MiB, MiB, a number. */
const amounts = z.object({ cpus: z.number(), mem: z.number(), disk: z.number(), instances: z.number() });
/** Cores and MiB, as measured last; null where nothing was measured. */
const used = z.object({ cpus: z.number(), mem: z.number() }).nullable();
export const cockpitRow = z.object({ path: z.string(), kind: z.enum(['group', 'app']), reserved: amounts, used, limits: limits.nullable(), /** Of an app: its id. */ appId: z.string().nullable() });
export type CockpitRow = z.infer<typeof cockpitRow>;
export const cockpitDto = z.object({
  group: z.string(), quota: quotaDto.nullable(), reserved: amounts, used,
  /** Limits of the groups above, which bind too. */
  above: z.array(z.object({ group: z.string(), limits, reserved: amounts })),
  /** What is right below: groups and apps. */
  rows: z.array(cockpitRow),
  /** The apps below that reserve most of what they do not use. */
  idle: z.array(z.object({ path: z.string(), appId: z.string(), cpus: z.number(), mem: z.number() })),
  /** What an instance gets whose spec does not say. */
  defaults: z.object({ cpus: z.number().nullable(), mem: z.number().nullable() }),
  maySet: z.boolean(), mayAsk: z.boolean(),
});
export type CockpitDto = z.infer<typeof cockpitDto>;
export const getCockpit = endpoint({ method: 'GET', path: '/api/v1/quotas', summary: 'What a group may reserve, has reserved and really uses, with what is below it', permission: 'quota:view', on: { query: ['group'] }, query: z.strictObject({ group: groupPath }), response: cockpitDto });

export const tenantDto = z.object({ path: z.string(), description: z.string(), apps: z.number(), grants: z.number(), quota: quotaDto.nullable(), reserved: amounts });
export type TenantDto = z.infer<typeof tenantDto>;
export const listTenants = endpoint({ method: 'GET', path: '/api/v1/tenants', summary: 'The top-level groups that the caller sees, with their quotas', permission: 'quota:view', on: 'somewhere', response: z.object({ items: z.array(tenantDto) }) });

// ---- asking for more ----------------------------------------------------------

export const quotaRequestDto = z.object({
  id: z.string(), group: z.string(), limits, reason: z.string(), status: z.enum(['waiting', 'granted', 'refused']), askedBy: z.string(), askedAt: at,
  decidedBy: z.string().nullable(), decidedAt: at.nullable(), word: z.string(), mayDecide: z.boolean(),
});
export type QuotaRequestDto = z.infer<typeof quotaRequestDto>;
export const listQuotaRequests = endpoint({ method: 'GET', path: '/api/v1/quota-requests', summary: 'Wishes for another quota of the groups that the caller sees', permission: 'quota:view', on: 'somewhere', response: z.object({ items: z.array(quotaRequestDto) }) });
export const askQuota = endpoint({ method: 'POST', path: '/api/v1/quota-requests', summary: 'Ask for another quota, with a reason', permission: 'quota:set', on: { body: ['group'] }, body: z.strictObject({ group: groupPath, limits, reason: z.string().trim().min(3).max(500) }), response: quotaRequestDto, status: 201 });
const decision = { method: 'POST', permission: 'quota:set', on: 'quotaRequest', params: id, body: z.strictObject({ word: z.string().max(500).default('') }), response: quotaRequestDto } as const;
export const grantQuota = endpoint({ ...decision, path: '/api/v1/quota-requests/[id]/grant', summary: 'Set the quota that was asked for' });
export const refuseQuota = endpoint({ ...decision, path: '/api/v1/quota-requests/[id]/refuse', summary: 'Refuse, with a word' });

// ---- whose what is ------------------------------------------------------------

export const assignThing = endpoint({
  method: 'PUT', path: '/api/v1/environments/[environmentId]/claims', summary: 'Give a container, volume, network or image that no app owns to a group, or take it back', permission: 'container:manage', params: z.strictObject({ environmentId: z.uuid() }),
  body: z.strictObject({ kind: z.enum(['container', 'volume', 'network', 'image']), name: z.string().min(1).max(255), group: groupPath.nullable() }), status: 204,
});
