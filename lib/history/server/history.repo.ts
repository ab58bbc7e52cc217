import { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import type { AuditFilter } from '../contract';
import { REFUSALS } from '../model/outcome';

export interface HistoryRow {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  address: string;
  action: string;
  target: string;
  outcome: string;
  groupPath: string | null;
  before: string | null;
  after: string | null;
  chain: string;
  seq: number | null;
  hash: string | null;
}

export interface Position {
  at: Date;
  id: string;
}

/** `groups` bounds what the filter may find; rows of the console itself are in none. */
export function findHistory(filter: AuditFilter, groups: readonly string[] | 'all', after: Position | null, limit: number): Promise<HistoryRow[]> {
  const conditions = [
    ...(groups === 'all' ? [] : [within(groups)]),
    ...(after ? [Prisma.sql`(at, id) < (${after.at}, ${after.id}::uuid)`] : []),
    ...conditionsOf(filter),
  ];
  const where = conditions.length > 0 ? Prisma.sql`where ${Prisma.join(conditions, ' and ')}` : Prisma.empty;
  return db().$queryRaw<HistoryRow[]>`
    select id::text, at, "actorKind", "actorId", "actorName", address, action, target, outcome, "groupPath", before::text, after::text, chain, seq, hash
    from "AuditEvent" ${where} order by at desc, id desc limit ${limit}`;
}

function conditionsOf({ from, to, actor, action, target, outcome, group, search }: AuditFilter): Prisma.Sql[] {
  const targets = target === undefined ? [] : [target].flat();
  return [
    ...(from ? [Prisma.sql`at >= ${momentOf(from)}`] : []),
    ...(to ? [Prisma.sql`at < ${momentOf(to)}`] : []),
    ...(actor ? [Prisma.sql`("actorName" = ${actor} or "actorId" = ${actor})`] : []),
    ...(action ? [Prisma.sql`action = ${action}`] : []),
    ...(targets.length > 0 ? [isTarget(targets)] : []),
    ...(outcome ? [outcomeIs(outcome)] : []),
    ...(group && group !== '/' ? [within([group])] : []),
    ...(search?.trim() ? search.trim().split(/\s+/).slice(0, 10).map(contains) : []),
  ];
}

/** Nothing is older than this; Postgres has no year 0. */
const momentOf = (text: string) => new Date(Math.max(0, Date.parse(text)));

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const within = (groups: readonly string[]) =>
  Prisma.sql`("groupPath" = any(${[...groups]}) or "groupPath" like any(${groups.map((group) => `${escapeLike(group.replace(/\/$/, ''))}/%`)}))`;

/** One of several that were acted on at once counts. What has no name of its own is known by the address of its requests. Each part has an index. */
const isTarget = (targets: readonly string[]) => Prisma.sql`(
  string_to_array(target, ', ') && ${[...targets]}::text[] or "groupPath" = any(${[...targets]})
  or ${Prisma.join(targets.map((one) => Prisma.sql`target like ${`${escapeLike(one)}/%`}`), ' or ')})`;

const contains = (word: string) =>
  Prisma.sql`concat_ws(' ', "actorName", target, action, outcome, "groupPath", address, before::text, after::text) ilike ${`%${escapeLike(word)}%`}`;

function outcomeIs(outcome: NonNullable<AuditFilter['outcome']>): Prisma.Sql {
  const refused = Prisma.sql`outcome like any(${REFUSALS.map((start) => `${escapeLike(start)}%`)})`;
  switch (outcome) {
    case 'ok': return Prisma.sql`outcome = 'ok'`;
    case 'refused': return refused;
    case 'failed': return Prisma.sql`outcome <> 'ok' and not (${refused})`;
  }
}
