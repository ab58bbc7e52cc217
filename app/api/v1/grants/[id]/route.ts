import { defineRoute } from '@/lib/access/server/define-route';
import { deleteGrant } from '@/lib/members/contract';
import { deleteGrant as remove } from '@/lib/members/server/manage-grants';

export const DELETE = defineRoute(deleteGrant, async ({ scope, params, audit }) => {
  const before = await remove(scope, params.id);
  audit({ target: before.group, before });
});
