import { deleteUser, updateUser } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { deleteUser as remove } from '@/lib/access/server/delete-user';
import { updateUser as update } from '@/lib/access/server/update-user';

export const PATCH = defineRoute(updateUser, async ({ scope, params, body, audit }) => {
  const { before, after } = await update(scope, params.id, body);
  audit({ target: after.email, before, after });
  return after;
});

export const DELETE = defineRoute(deleteUser, async ({ scope, params, audit }) => {
  const before = await remove(scope, params.id);
  audit({ target: before.email, before });
  return undefined;
});
