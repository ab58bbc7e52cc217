import { defineRoute } from '@/lib/access/server/define-route';
import { approveElevation } from '@/lib/members/contract';
import { approveElevation as approve } from '@/lib/members/server/elevate';

export const POST = defineRoute(approveElevation, async ({ scope, params, body, audit }) => {
  const after = await approve(scope, params.id, body.word);
  audit({ target: after.user, after });
  return after;
});
