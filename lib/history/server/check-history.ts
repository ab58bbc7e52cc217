import { verifyChains } from '@/lib/audit/server/verify-chains';
import { processState } from '@/lib/platform/server/process-state';
import type { AuditStateDto } from '../contract';

const KEPT_MS = 60_000;
/** Whoever asks again and again reads all rows again and again. */
const AGAIN_MS = 3_000;

const state = () => processState<{ last?: Promise<AuditStateDto>; at: number }>('audit-check', () => ({ at: 0 }));

/** Verifies all chains, once for all that ask at a time; what was found within the last minute is told again. */
export function checkHistory(again: boolean): Promise<AuditStateDto> {
  const own = state();
  const age = Date.now() - own.at;
  if (own.last && age < (again ? AGAIN_MS : KEPT_MS)) return own.last;
  const checking = check();
  own.last = checking;
  // While it runs it is not old.
  own.at = Infinity;
  checking.then(() => { own.at = Date.now(); }, () => { own.last = undefined; });
  return checking;
}

async function check(): Promise<AuditStateDto> {
  const { chains, unchained } = await verifyChains();
  return {
    intact: chains.every(({ problem }) => !problem) && unchained.since === 0,
    rows: chains.reduce((sum, { rows }) => sum + rows, 0),
    checkedAt: new Date().toISOString(),
    chains: chains.map(({ chain, rows, problem }) => ({ chain, rows, problem: problem ?? null })),
    unchained,
  };
}
