export const OUTCOMES = ['ok', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What was not allowed, as against what did not work. A code, or all codes that begin so. */
export const REFUSALS = ['access.', 'tenants.', 'quotas.', 'policies.', 'platform.cross_site', 'platform.too_many_requests', 'terminal.signed_out', 'terminal.user_forbidden'];

export function outcomeOf(code: string): Outcome {
  if (code === 'ok') return 'ok';
  return REFUSALS.some((start) => code.startsWith(start)) ? 'refused' : 'failed';
}
