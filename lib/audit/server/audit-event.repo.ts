import { processState } from '@/lib/platform/server/process-state';
import { chainOf } from '../model/chain-of';
import { storableJson, storableText } from '../model/storable';
import { appendRows, type NewRow } from './audit-chain.repo';
import { noteHead } from './anchor-file';
import { timeOrderedId } from './time-ordered-id';

export interface AuditEntry {
  actorKind: string;
  actorId: string | null;
  actorName: string;
  address: string;
  /** The group or app path that the act concerned; null or left out: the console itself. */
  groupPath?: string | null;
  /** `METHOD /path` of the endpoint, or a verb such as `sign-in`. */
  action: string;
  target: string;
  /** `ok` or the error code. */
  outcome: string;
  before?: unknown;
  after?: unknown;
}

interface Waiting {
  chain: string;
  row: NewRow;
  done: () => void;
  failed: (error: unknown) => void;
}

const MOST_AT_ONCE = 64;
const queue = () => processState('audit-queue', () => ({ waiting: [] as Waiting[], working: false }));

/** Resolves once the row is in the database for good. Rows of one process that wait for the same chain go in together. */
export function recordAudit(entry: AuditEntry): Promise<void> {
  const groupPath = entry.groupPath ?? null;
  const at = new Date();
  const row: NewRow = {
    id: timeOrderedId(at.getTime()), at,
    actorKind: entry.actorKind, actorId: entry.actorId === null ? null : storableText(entry.actorId), actorName: storableText(entry.actorName), address: storableText(entry.address),
    groupPath: groupPath === null ? null : storableText(groupPath), action: storableText(entry.action), target: storableText(entry.target), outcome: entry.outcome,
    before: storableJson(entry.before), after: storableJson(entry.after),
  };
  return new Promise((done, failed) => {
    queue().waiting.push({ chain: chainOf(row.groupPath), row, done, failed });
    if (!queue().working) void drain();
  });
}

/** One transaction at a time: what waits for a chain's lock must not take every connection. */
async function drain(): Promise<void> {
  const state = queue();
  state.working = true;
  while (state.waiting.length > 0) {
    const { chain } = state.waiting[0]!;
    const batch = state.waiting.filter((one) => one.chain === chain).slice(0, MOST_AT_ONCE);
    state.waiting = state.waiting.filter((one) => !batch.includes(one));
    await append(chain, batch);
  }
  state.working = false;
}

async function append(chain: string, batch: Waiting[]): Promise<void> {
  try {
    const head = await appendRows(chain, batch.map(({ row }) => row));
    for (const { done } of batch) done();
    noteHead(chain, head);
  } catch (error) {
    if (batch.length === 1) return batch[0]!.failed(error);
    // One that cannot be kept must not take the others with it.
    for (const one of batch) await append(chain, [one]);
  }
}
