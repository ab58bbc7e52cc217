import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';
import { OUTCOMES } from './model/outcome';

const at = z.iso.datetime().meta({ example: '2026-01-31T08:00:00.000Z' });
const moment = z.iso.datetime({ offset: true });
/** Postgres has no NUL. */
const sound = z.string().regex(/^[^\0]*$/);
const text = sound.min(1).max(500);
const path = z.string().regex(/^\/[\w./-]{0,500}$/).meta({ example: '/shop' });

const filter = {
  from: moment.optional().describe('Not before'),
  to: moment.optional().describe('Before'),
  actor: text.optional().describe('Name or id of who did it'),
  action: text.optional().describe('`METHOD /path` of the operation, or a word such as `sign-in`'),
  target: z.union([text, z.array(text).max(10)]).optional().describe('What was acted on, exactly: a name, or the path of an app or group'),
  outcome: z.enum(OUTCOMES).optional(),
  group: path.optional().describe('Of this group and those below it'),
  search: sound.max(200).optional().describe('Anywhere in the row'),
};
export const auditFilter = z.strictObject(filter);
export type AuditFilter = z.output<typeof auditFilter>;

export const auditRowDto = z.object({
  id: z.string(), at, actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }), address: z.string(),
  action: z.string(), summary: z.string().nullable().describe('Of the operation, in English'), target: z.string(), groupPath: z.string().nullable(),
  outcome: z.enum(OUTCOMES), code: z.string().describe('`ok`, or the code of what refused or failed it'),
  before: z.unknown(), after: z.unknown().describe('What was sent, or what came of it; secrets are masked'),
  chain: z.string(), seq: z.number().nullable().describe('Its number in its chain; null: from before there were chains'),
});
export type AuditRowDto = z.infer<typeof auditRowDto>;

export const listAudit = endpoint({
  method: 'GET', path: '/api/v1/audit', summary: 'Who did what, newest first', permission: 'audit:view', on: 'somewhere',
  query: z.strictObject({ ...filter, limit: z.coerce.number().int().min(1).max(200).default(50), before: z.string().regex(/^\d{1,13}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/).optional().describe('`next` of the page before') }),
  response: z.object({ items: z.array(auditRowDto), next: z.string().nullable().describe('For `before` of the next page; null: this was the last') }),
});

export const exportAudit = endpoint({
  method: 'GET', path: '/api/v1/audit/export', summary: 'All rows that a filter finds, newest first, as CSV or JSON', permission: 'audit:view', on: 'somewhere',
  query: z.strictObject({ ...filter, format: z.enum(['csv', 'json']).default('csv') }), stream: 'application/octet-stream',
});

export const chainDto = z.object({
  chain: z.string().describe('The tenant; empty: the console itself'), rows: z.number(),
  problem: z.object({ kind: z.enum(['changed', 'missing', 'cut', 'rewritten', 'anchorLost']), seq: z.number(), id: z.string().optional(), at: at.optional() }).nullable(),
});
export const auditStateDto = z.object({
  intact: z.boolean(), rows: z.number(), checkedAt: at, chains: z.array(chainDto),
  unchained: z.object({ before: z.number().describe('Rows from before there were chains'), since: z.number().describe('Rows that were put in around the chains') }),
});
export type AuditStateDto = z.infer<typeof auditStateDto>;
export const verifyAudit = endpoint({
  method: 'GET', path: '/api/v1/audit/verify', summary: 'Whether the audit log is whole: every row, every chain', permission: 'audit:view',
  query: z.strictObject({ again: z.enum(['true', 'false']).default('false').describe('true: not what was found within the last minute') }), response: auditStateDto,
});
