import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { may, UNOWNED, type Scope } from '@/lib/access/model/scope';
import type { Located } from '@/lib/access/server/admit';
import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { visibleGroups } from '@/lib/history/server/visible-groups';
import type { listRecordings } from '../contract';
import { terminalErrors } from '../errors';
import { recordingFile } from './recording';
import { findRecording, findRecordings, type RecordingRow } from './recording.repo';

export async function listTerminalRecordings(scope: Scope, query: z.output<typeof listRecordings.query>): Promise<z.output<typeof listRecordings.response>> {
  const rows = await findRecordings(visibleGroups(scope), { ...query, unowned: may(scope, 'audit:view', UNOWNED), limit: query.limit + 1 });
  const items = rows.slice(0, query.limit);
  return { items: items.map(toDto), next: rows.length > query.limit ? items.at(-1)!.id : null };
}

export async function locateRecording(id: string): Promise<readonly Located[]> {
  const row = await findRecording(id);
  return [row ? (row.groupPath ?? UNOWNED) : undefined];
}

/** Its file, as it is; of one that still runs, what there is so far. That it was looked at is written down. */
export async function readRecording(scope: Scope, id: string): Promise<Response> {
  const row = await findRecording(id);
  const file = row && (await open(recordingFile(id)).catch(() => null));
  if (!file) throw terminalErrors('recording_not_found', { id });
  const { actor, address } = scope;
  await recordAudit({ actorKind: actor.kind, actorId: actor.id, actorName: actor.name, address, groupPath: row.groupPath, action: 'terminal replay', target: row.containerName, outcome: 'ok', after: { recordingId: id, recordedUser: row.userName } });
  return new Response(Readable.toWeb(file.createReadStream()) as ReadableStream, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-content-type-options': 'nosniff' },
  });
}

const toDto = ({ startedAt, endedAt, ...row }: RecordingRow) => ({ ...row, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null });
