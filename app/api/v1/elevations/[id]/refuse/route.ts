import { defineRoute } from '@/lib/access/server/define-route';
import { refuseElevation } from '@/lib/members/contract';
import { refuseElevation as refuse } from '@/lib/members/server/elevate';

export const POST = defineRoute(refuseElevation, async ({ scope, params, body, audit }) => {
  const after = await refuse(scope, params.id, body.word);
  audit({ target: after.user, after });
  return after;
});
