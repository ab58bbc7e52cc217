import { defineRoute } from '@/lib/access/server/define-route';
import { deployGroup } from '@/lib/apps/contract';
import { deployGroup as deploy } from '@/lib/apps/server/manage-groups';

export const POST = defineRoute(deployGroup, ({ scope, body, audit }) => {
  audit({ target: body.group });
  return deploy(scope, body);
});
