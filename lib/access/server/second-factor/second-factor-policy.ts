import type { SecondFactorPolicy } from '../../model/second-factor-policy';
import { readPolicy, writePolicy } from './policy.repo';

export const getSecondFactorPolicy = async () => ({ policy: await readPolicy() });

/** Counts for everybody from their next request on, also for who sets it. */
export async function setSecondFactorPolicy(policy: SecondFactorPolicy) {
  const before = await readPolicy();
  await writePolicy(policy);
  return { before: { policy: before }, after: { policy } };
}
