import { resetSecondFactor } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { resetSecondFactor as reset } from '@/lib/access/server/second-factor/reset-second-factor';

export const DELETE = defineRoute(resetSecondFactor, async ({ scope, params, audit }) => {
  const { email } = await reset(scope, params.id);
  audit({ target: email });
  return undefined;
});
