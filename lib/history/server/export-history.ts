import { Readable } from 'node:stream';
import type { Scope } from '@/lib/access/model/scope';
import type { AuditFilter } from '../contract';
import { csvLine } from '../model/csv';
import { readHistory, toAuditRowDto } from './list-history';

const COLUMNS = ['at', 'actorKind', 'actorId', 'actorName', 'address', 'action', 'target', 'groupPath', 'outcome', 'before', 'after', 'id', 'chain', 'seq', 'hash'] as const;
const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

/** A file of all rows, made while it is read: as slow as its reader, and never whole in memory. */
export function exportHistory(scope: Scope, { format, ...filter }: AuditFilter & { format: 'csv' | 'json' }, now: Date): Response {
  const parts = format === 'csv' ? asCsv(scope, filter) : asJson(scope, filter);
  return new Response(Readable.toWeb(Readable.from(encoded(parts), { highWaterMark: 1 })) as ReadableStream, {
    headers: {
      'content-type': TYPES[format], 'content-disposition': `attachment; filename="audit-${now.toISOString().slice(0, 10)}.${format}"`,
      'cache-control': 'no-store, no-transform', 'x-content-type-options': 'nosniff',
    },
  });
}

async function* encoded(parts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const part of parts) yield Buffer.from(part);
}

async function* asCsv(scope: Scope, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const rows of readHistory(scope, filter)) {
    yield rows.map((row) => csvLine(COLUMNS.map((name) => (name === 'at' ? row.at.toISOString() : String(row[name] ?? ''))))).join('');
  }
}

async function* asJson(scope: Scope, filter: AuditFilter): AsyncGenerator<string> {
  let between = '[\n';
  for await (const rows of readHistory(scope, filter)) {
    yield between + rows.map((row) => JSON.stringify(toAuditRowDto(row))).join(',\n');
    between = ',\n';
  }
  yield between === '[\n' ? '[]\n' : '\n]\n';
}
