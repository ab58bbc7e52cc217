import { defineRoute } from '@/lib/access/server/define-route';
import { deleteGroup } from '@/lib/apps/contract';
import { deleteGroup as remove } from '@/lib/apps/server/manage-groups';

export const POST = defineRoute(deleteGroup, ({ scope, body, audit }) => {
  audit({ target: body.group });
  return remove(scope, body);
});
