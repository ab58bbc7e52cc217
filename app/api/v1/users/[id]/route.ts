import { deleteUser, updateUser } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { deleteUser as remove, updateUser as update } from '@/lib/access/server/manage-users';

export const PATCH = defineRoute(updateUser, async ({ scope, params, body, audit }) => {
  const { before, after } = await update(params.id, scope.actor.userId, body);
  audit({ target: after.email, before, after });
  return after;
});

export const DELETE = defineRoute(deleteUser, async ({ scope, params, audit }) => {
  const before = await remove(params.id, scope.actor.userId);
  audit({ target: before.email, before });
  return undefined;
});
