import { defineRoute } from '@/lib/access/server/define-route';
import { suspendGroup } from '@/lib/apps/contract';
import { suspendGroup as suspend } from '@/lib/apps/server/manage-groups';

export const POST = defineRoute(suspendGroup, ({ scope, body, audit }) => {
  audit({ target: body.group });
  return suspend(scope, body);
});
