import { defineRoute } from '@/lib/access/server/define-route';
import { assignThing } from '@/lib/tenants/contract';
import { assignThing as assign } from '@/lib/tenants/server/assign-thing';

export const PUT = defineRoute(assignThing, async ({ scope, params, body, audit }) => {
  audit({ target: body.name, groupPath: body.group });
  await assign(scope, params.environmentId, body);
});
