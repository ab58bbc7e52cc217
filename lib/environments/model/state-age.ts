import type { ContainerRow } from '../contract';

const UNITS_MS: Record<string, number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000, year: 31_536_000_000 };

/** `Up 3 minutes`, `Exited (1) About an hour ago`: how long ago that was, and within what. Null where it is not told. */
export function readAge(status: string): { ms: number; withinMs: number } | null {
  if (/Less than a second/.test(status)) return { ms: 0, withinMs: 1_000 };
  const found = /(?:^Up |\) |About )(\d+|an?) (second|minute|hour|day|week|month|year)s?/.exec(status);
  if (!found) return null;
  const unit = UNITS_MS[found[2]!]!;
  return { ms: (/\d/.test(found[1]!) ? Number(found[1]) : 1) * unit, withinMs: unit };
}

/** Ages are told ever more coarsely: a row in the state that it was in keeps the finer time that it had. */
export function isSameState(before: ContainerRow, after: ContainerRow): boolean {
  if (before.state !== after.state || before.exitCode !== after.exitCode) return false;
  const age = readAge(after.status);
  return age === null || Math.abs(Date.parse(before.since) - Date.parse(after.since)) <= 1.5 * age.withinMs + 1_000;
}
