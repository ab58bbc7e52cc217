import { defineRoute } from '@/lib/access/server/define-route';
import { deleteRole, updateRole } from '@/lib/members/contract';
import { deleteRole as remove, updateRole as update } from '@/lib/members/server/manage-roles';

export const PUT = defineRoute(updateRole, async ({ params, body, audit }) => {
  audit({ target: params.name });
  const { before, after } = await update(params.name, body);
  audit({ before });
  return after;
});
export const DELETE = defineRoute(deleteRole, ({ params, audit }) => {
  audit({ target: params.name });
  return remove(params.name);
});
