import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';

export const TERMINAL_PATH = '/api/v1/terminal';
const size = { columns: z.number().int().min(2).max(1000), rows: z.number().int().min(1).max(1000) };

export const createTerminalTicket = endpoint({
  method: 'POST',
  path: '/api/v1/environments/[environmentId]/containers/[containerId]/terminal/tickets',
  summary: 'Get a ticket, good for half a minute and one use, for a terminal over WebSocket at /api/v1/terminal',
  permission: 'container:exec', on: 'container',
  params: z.strictObject({ environmentId: z.uuid(), containerId: z.string().min(1).max(255) }),
  body: z.strictObject({
    /** Program and arguments; nothing interprets them. */
    command: z.array(z.string().min(1).max(1024)).min(1).max(32).meta({ example: ['sh'] }),
    /** `name`, `uid` or `user:group`; left out: the container's own. */
    user: z.string().regex(/^[\w.-]{1,64}(:[\w.-]{1,64})?$/).optional(),
  }),
  maxBodyBytes: 65_536,
  response: z.object({ ticket: z.string(), path: z.string(), expiresAt: z.iso.datetime() }),
  status: 201,
});

/** What the browser sends as text; keys go as binary. The first message must be `open`. */
export const terminalRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), ticket: z.string().min(20).max(100), ...size }),
  z.strictObject({ kind: z.literal('resize'), ...size }),
]);
export type TerminalRequest = z.infer<typeof terminalRequest>;

/** What the server sends as text; the program's output comes as binary. */
export type TerminalEvent =
  | { kind: 'ready'; recorded: boolean }
  | { kind: 'exit'; code: number | null }
  /** A sentence in the reader's language. The socket closes after it. */
  | { kind: 'error'; code: string; detail: string };

export const recordingDto = z.object({
  id: z.string(), environmentId: z.string(), containerId: z.string(), containerName: z.string(), groupPath: z.string().nullable(), userName: z.string(),
  startedAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable().describe('null: the terminal is open'), bytes: z.number(),
});
export const listRecordings = endpoint({
  method: 'GET', path: '/api/v1/recordings', summary: 'Terminal sessions that were recorded, newest first', permission: 'audit:view', on: 'somewhere',
  query: z.strictObject({ containerId: z.string().regex(/^[0-9a-f]{12,64}$/).optional(), before: z.uuid().optional().describe('`next` of the page before'), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({ items: z.array(recordingDto), next: z.string().nullable() }),
});
export const getRecording = endpoint({
  method: 'GET', path: '/api/v1/recordings/[id]', summary: 'What a recorded terminal showed, as asciicast v2', permission: 'audit:view', on: 'recording',
  params: z.strictObject({ id: z.uuid() }), stream: 'text/plain',
});
