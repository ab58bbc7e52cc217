export interface CheckState {
  health: 'unknown' | 'healthy' | 'unhealthy';
  /** In a row. */
  failures: number;
  output: string;
}
export const UNKNOWN: CheckState = { health: 'unknown', failures: 0, output: '' };

/**
 * What one more answer makes of a check. A good one is believed at once; so many bad ones in a row are unhealthy. Before the
 * first good one, the bad ones of the grace period do not count.
 */
export function judge(state: CheckState, result: { ok: boolean; output: string }, rules: { gracePeriodSeconds: number; intervalSeconds: number; maxConsecutiveFailures: number }, ageMs: number): CheckState {
  if (result.ok) return { health: 'healthy', failures: 0, output: result.output };
  // One that has not come up yet is asked more often than its interval says; it must not be given up sooner for that.
  const failures = state.health === 'unknown' ? Math.max(0, Math.floor((ageMs / 1000 - rules.gracePeriodSeconds) / rules.intervalSeconds)) : state.failures + 1;
  return { health: failures >= rules.maxConsecutiveFailures ? 'unhealthy' : state.health, failures, output: result.output };
}
