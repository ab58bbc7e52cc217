import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';
import { groupPath } from '@/lib/members/model/group-path';
import { policyRules } from './model/policy';

/** `/` is the root: what stands there holds for every app. */
const group = groupPath;
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

// ---- quotas -------------------------------------------------------------------

/** Cores, MiB, MiB, a number. Null: no limit here. */
export const limits = z.strictObject({
  cpus: z.number().min(0).max(100_000).nullable(), mem: z.number().int().min(0).max(1_000_000_000).nullable(), disk: z.number().int().min(0).max(1_000_000_000).nullable(), instances: z.number().int().min(0).max(100_000).nullable(),
});
/** What an instance gets whose spec does not say, and the most that one may ask for. */
const instance = z.strictObject({
  defaultCpus: z.number().min(0.01).max(512).nullable().default(null), defaultMem: z.number().int().min(6).max(16_777_216).nullable().default(null),
  maxCpus: z.number().min(0.01).max(512).nullable().default(null), maxMem: z.number().int().min(6).max(16_777_216).nullable().default(null), maxDisk: z.number().int().min(1).max(16_777_216).nullable().default(null),
});
export const quotaDto = z.object({ group: z.string(), limits, instance, updatedAt: at, updatedBy: z.string() });
export type QuotaDto = z.infer<typeof quotaDto>;
export const putQuota = endpoint({ method: 'PUT', path: '/api/v1/quotas', summary: 'Set what a group may reserve; takes the permission on the group above it', permission: 'quota:set', on: { body: ['group'] }, body: z.strictObject({ group, limits, instance: instance.prefault({}) }), response: quotaDto });

// ---- policy -------------------------------------------------------------------

const effective = policyRules.required();
export const policyDto = z.object({ group: z.string(), own: policyRules, effective, /** Which group each rule comes from; null: nobody set it, and it is closed. */ from: z.record(z.string(), z.string().nullable()) });
export type PolicyDto = z.infer<typeof policyDto>;
export const getPolicy = endpoint({ method: 'GET', path: '/api/v1/policies', summary: 'What an admin opened for a group, with what it inherits', permission: 'policy:view', on: { query: ['group'] }, query: z.strictObject({ group }), response: policyDto });
export const putPolicy = endpoint({ method: 'PUT', path: '/api/v1/policies', summary: 'Set the rules of a group; the ones left out are inherited', permission: 'policy:set', body: z.strictObject({ group, rules: policyRules }), response: policyDto });
