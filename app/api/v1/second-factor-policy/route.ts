import { getSecondFactorPolicy, setSecondFactorPolicy } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { getSecondFactorPolicy as get, setSecondFactorPolicy as set } from '@/lib/access/server/second-factor/second-factor-policy';

export const GET = defineRoute(getSecondFactorPolicy, () => get());
export const PUT = defineRoute(setSecondFactorPolicy, async ({ body, audit }) => {
  const { before, after } = await set(body.policy);
  audit({ before, after });
  return after;
});
