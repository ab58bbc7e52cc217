import { defineRoute } from '@/lib/access/server/define-route';
import { moveGroup } from '@/lib/apps/contract';
import { moveGroup as move } from '@/lib/apps/server/manage-groups';

export const POST = defineRoute(moveGroup, ({ scope, body, audit }) => {
  audit({ target: body.from });
  return move(scope, body);
});
