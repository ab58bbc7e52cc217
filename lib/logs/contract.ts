import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';

export const LONGEST_LINE_BYTES = 16_384;

/** RFC 3339 with up to nanoseconds, as engines stamp lines, so that a reader goes on exactly where it stopped. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/).meta({ example: '2026-01-31T08:00:00.123456789Z' });
const params = z.strictObject({ environmentId: z.uuid(), containerId: z.string().min(1).max(255) });
const selection = {
  since: moment.optional(),
  until: moment.optional(),
  /** Lines from the end, of both outputs together as engines count them; left out: all. */
  tail: z.coerce.number().int().min(0).max(1_000_000).optional(),
  stdout: z.stringbool().default(true),
  stderr: z.stringbool().default(true),
};

export const logLine = z.object({
  kind: z.literal('line'),
  /** As the engine stamped it; empty when it did not. */
  at: z.string(),
  stream: z.enum(['stdout', 'stderr']),
  text: z.string(),
  /** Bytes of the line that were left out because it is too long. */
  cutBytes: z.number().optional(),
});
export type LogLine = z.infer<typeof logLine>;

export const logEvent = z.discriminatedUnion('kind', [
  logLine,
  /** The container writes faster than this reader reads; so much was left out here. */
  z.object({ kind: z.literal('skipped'), lines: z.number(), bytes: z.number() }),
  /** Nothing new for a while; the connection stands. */
  z.object({ kind: z.literal('quiet') }),
  z.object({ kind: z.literal('error'), code: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('done') }),
]);
export type LogEvent = z.infer<typeof logEvent>;

export const readLogs = endpoint({
  method: 'GET',
  path: '/api/v1/environments/[environmentId]/containers/[containerId]/logs',
  summary: 'Read, and with `follow` keep reading, what a container writes: one JSON object a line',
  permission: 'container:logs', on: 'container',
  params,
  query: z.strictObject({ ...selection, follow: z.stringbool().default(false) }),
  stream: 'application/x-ndjson',
});

export const downloadLogs = endpoint({
  method: 'GET',
  path: '/api/v1/environments/[environmentId]/containers/[containerId]/logs/download',
  summary: 'A container\'s log as a text file',
  permission: 'container:logs', on: 'container',
  params,
  query: z.strictObject({ ...selection, timestamps: z.stringbool().default(true) }),
  stream: 'text/plain',
});
