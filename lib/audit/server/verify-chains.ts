import { GENESIS, type Link } from '../model/audit-row';
import { readAnchorFile } from './anchor-file';
import { countUnchained, findAnchors, findChained, findChains } from './audit-chain.repo';
import { auditKey, hashRow } from './audit-hash';

const BATCH = 500;

export interface ChainReport {
  chain: string;
  /** How many were read and found good. */
  rows: number;
  /** The first thing that is wrong. */
  problem?: { kind: 'changed' | 'missing' | 'cut' | 'rewritten' | 'anchorLost'; seq: number; id?: string; at?: string };
}

export interface AuditReport {
  chains: ChainReport[];
  /** Rows without a number: from before there were chains; put in since, which Gantry never does. */
  unchained: { before: number; since: number };
}

/**
 * Walks all chains, a batch at a time. Anchors are read before the rows, so that a console may append meanwhile: a chain
 * must reach at least as far as its anchors and hold there what they name. The table's anchor is written with its rows;
 * the file's may lag by any number of rows, and never leads.
 */
export async function verifyChains(): Promise<AuditReport> {
  const file = await readAnchorFile();
  const table = await anchorsByChain();
  const names = new Set([...file.keys(), ...table.keys(), ...(await findChains())]);
  const chains: ChainReport[] = [];
  for (const chain of [...names].sort()) chains.push(await verifyChain(chain, [file.get(chain), table.get(chain)].filter((anchor) => anchor !== undefined)));
  return { chains, unchained: await countUnchained() };
}

async function verifyChain(chain: string, anchors: readonly Link[]): Promise<ChainReport> {
  const key = auditKey();
  let end = GENESIS;
  const broken = (problem: NonNullable<ChainReport['problem']>): ChainReport => ({ chain, rows: end.seq, problem });
  for (let rows = await findChained(chain, 0, BATCH); rows.length > 0; rows = await findChained(chain, end.seq, BATCH)) {
    for (const row of rows) {
      const seq = end.seq + 1;
      if (row.seq !== seq) return broken({ kind: 'missing', seq });
      const facts = { seq, id: row.id, at: row.at.toISOString() };
      if (row.prevHash !== end.hash || row.hash !== hashRow(row, end.hash, key)) return broken({ kind: 'changed', ...facts });
      if (anchors.some((anchor) => anchor.seq === seq && anchor.hash !== row.hash)) return broken({ kind: 'rewritten', ...facts });
      end = { seq, hash: row.hash };
    }
  }
  if (anchors.some((anchor) => anchor.seq > end.seq)) return broken({ kind: 'cut', seq: end.seq + 1 });
  if (((await anchorsByChain()).get(chain)?.seq ?? 0) < end.seq) return broken({ kind: 'anchorLost', seq: end.seq });
  return { chain, rows: end.seq };
}

const anchorsByChain = async () => new Map((await findAnchors()).map(({ chain, seq, hash }) => [chain, { seq, hash }]));
