import { processState } from '@/lib/platform/server/process-state';

const PER_MINUTE = 120;

/**
 * Refusals of people who are not signed in are audited, but only so many a minute: whoever needs no account to write a
 * row must not be able to fill the disk.
 */
export function mayRecordRefusal(nowMs = Date.now()): boolean {
  const budget = processState('refusal-budget', () => ({ minute: 0, used: 0 }));
  const minute = Math.floor(nowMs / 60_000);
  if (budget.minute !== minute) Object.assign(budget, { minute, used: 0 });
  return ++budget.used <= PER_MINUTE;
}
