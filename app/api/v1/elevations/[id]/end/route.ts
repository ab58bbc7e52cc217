import { defineRoute } from '@/lib/access/server/define-route';
import { endElevation } from '@/lib/members/contract';
import { endElevation as end } from '@/lib/members/server/elevate';

export const POST = defineRoute(endElevation, async ({ scope, params, audit }) => {
  const after = await end(scope, params.id);
  audit({ target: after.user, groupPath: after.group, after });
  return after;
});
