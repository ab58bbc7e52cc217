import type { z } from 'zod';
import { ENDPOINTS } from '@/lib/endpoints';
import type { Scope } from '@/lib/access/model/scope';
import type { AuditFilter, AuditRowDto, listAudit } from '../contract';
import { outcomeOf } from '../model/outcome';
import { findHistory, type HistoryRow } from './history.repo';
import { visibleGroups } from './visible-groups';

export async function listHistory(scope: Scope, { limit, before, ...filter }: z.output<typeof listAudit.query>): Promise<z.output<typeof listAudit.response>> {
  const rows = await findHistory(filter, visibleGroups(scope), before ? positionOf(before) : null, limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(toAuditRowDto), next: rows.length > limit && last ? `${last.at.getTime()}_${last.id}` : null };
}

const PAGE = 500;

/** All that the filter finds, newest first, a page at a time. */
export async function* readHistory(scope: Scope, filter: AuditFilter): AsyncGenerator<HistoryRow[]> {
  for (let after: { at: Date; id: string } | null = null; ; ) {
    const rows: HistoryRow[] = await findHistory(filter, visibleGroups(scope), after, PAGE);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!;
  }
}

function positionOf(cursor: string) {
  const [at, id] = cursor.split('_');
  return { at: new Date(Number(at)), id: id! };
}

export const parseJson = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

export const toAuditRowDto = (row: HistoryRow): AuditRowDto => ({
  id: row.id, at: row.at.toISOString(), actor: { kind: row.actorKind, id: row.actorId, name: row.actorName }, address: row.address,
  action: row.action, summary: summaries().get(row.action) ?? null, target: row.target, groupPath: row.groupPath,
  outcome: outcomeOf(row.outcome), code: row.outcome, before: parseJson(row.before), after: parseJson(row.after), chain: row.chain, seq: row.seq,
});

let known: Map<string, string> | undefined;
const summaries = () => (known ??= new Map(ENDPOINTS.map(({ endpoint }) => [`${endpoint.method} ${endpoint.path}`, endpoint.summary])));
