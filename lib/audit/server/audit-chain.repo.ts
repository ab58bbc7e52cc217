import type { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import { GENESIS, type AuditFields, type Link } from '../model/audit-row';
import { auditKey, hashRow } from './audit-hash';

export type NewRow = Omit<AuditFields, 'chain' | 'seq'>;
/** A chained row as the table has it. */
export type ChainedRow = AuditFields & { prevHash: string; hash: string };

/** Beside the number of this kind of lock, a number of the chain's name. */
const LOCK = 0x61756474;
const PATIENCE = { maxWait: 30_000, timeout: 30_000 };

/** Appends the rows in order, in one transaction under the chain's lock, and returns the chain's new end. */
export const appendRows = (chain: string, rows: readonly NewRow[]): Promise<Link> =>
  db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${LOCK}::int, hashtext(${chain}))`;
    // Read after the lock is held, by a statement of its own: it sees what the last holder committed.
    let end = await endOf(tx, chain);
    const key = auditKey();
    const chained = rows.map((row): ChainedRow => {
      const fields = { ...row, chain, seq: end.seq + 1 };
      const prevHash = end.hash;
      end = { seq: fields.seq, hash: hashRow(fields, prevHash, key) };
      return { ...fields, prevHash, hash: end.hash };
    });
    await insert(tx, chained, end);
    return end;
  }, PATIENCE);

/** As one JSON text: the client's own way with JSON fields stumbles over keys such as `__proto__`. */
const insert = (tx: Prisma.TransactionClient, rows: readonly ChainedRow[], end: Link) => tx.$executeRaw`
  with inserted as (
    insert into "AuditEvent" (id, at, "actorKind", "actorId", "actorName", address, action, target, outcome, before, after, "groupPath", chain, seq, "prevHash", hash)
    select id, at, "actorKind", "actorId", "actorName", address, action, target, outcome, before, after, "groupPath", chain, seq, "prevHash", hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, at timestamp(3), "actorKind" text, "actorId" text, "actorName" text, address text, action text,
      target text, outcome text, before jsonb, after jsonb, "groupPath" text, chain text, seq integer, "prevHash" text, hash text))
  insert into "AuditAnchor" (chain, seq, hash) values (${rows[0]!.chain}, ${end.seq}, ${end.hash})
  on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash`;

/** Where somebody cut the tail the anchor is ahead: going on from there leaves the gap for the verification to find. */
async function endOf(tx: Prisma.TransactionClient, chain: string): Promise<Link> {
  const [ends] = await tx.$queryRaw<{ anchorSeq: number | null; anchorHash: string | null; seq: number | null; hash: string | null }[]>`
    select a.seq as "anchorSeq", a.hash as "anchorHash", e.seq, e.hash
    from (select 1) one
    left join "AuditAnchor" a on a.chain = ${chain}
    left join lateral (select seq, hash from "AuditEvent" where chain = ${chain} and seq is not null order by seq desc limit 1) e on true`;
  const anchor = ends?.anchorSeq != null && ends.anchorHash != null ? { seq: ends.anchorSeq, hash: ends.anchorHash } : GENESIS;
  return ends?.seq != null && ends.hash != null && ends.seq >= anchor.seq ? { seq: ends.seq, hash: ends.hash } : anchor;
}

/** Anchors of all chains, by chain. */
export const findAnchors = () => db().auditAnchor.findMany();

export const findChains = async () => (await db().$queryRaw<{ chain: string }[]>`select distinct chain from "AuditEvent" where seq is not null`).map(({ chain }) => chain);

export async function findChained(chain: string, after: number, limit: number): Promise<ChainedRow[]> {
  const rows = await db().$queryRaw<(Omit<ChainedRow, 'before' | 'after'> & { before: string | null; after: string | null })[]>`
    select id::text, at, "actorKind", "actorId", "actorName", address, action, target, outcome, before::text, after::text, "groupPath", chain, seq, "prevHash", hash
    from "AuditEvent" where chain = ${chain} and seq > ${after} order by seq limit ${limit}`;
  return rows.map((row) => ({ ...row, before: parse(row.before), after: parse(row.after) }));
}

const parse = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

export const findLinkHash = async (chain: string, seq: number) => (await db().auditEvent.findUnique({ where: { chain_seq: { chain, seq } }, select: { hash: true } }))?.hash ?? null;

/** Rows without a number: those from before there were chains, and those that somebody put in since. */
export async function countUnchained(): Promise<{ before: number; since: number }> {
  const [row] = await db().$queryRaw<{ before: bigint; since: bigint }[]>`
    with start as (select min(at) as at from "AuditEvent" where seq is not null)
    select count(*) filter (where start.at is null or e.at <= start.at) as before, count(*) filter (where e.at > start.at) as since
    from "AuditEvent" e cross join start where e.seq is null`;
  return { before: Number(row?.before ?? 0), since: Number(row?.since ?? 0) };
}
