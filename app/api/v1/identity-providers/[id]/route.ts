import { deleteProvider, updateProvider } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { deleteProvider as remove, updateProvider as update } from '@/lib/access/server/identity/manage-providers';

export const PUT = defineRoute(updateProvider, async ({ scope, params, body, audit }) => {
  const { before, after } = await update(scope, params.id, body);
  audit({ target: after.name, before, after });
  return after;
});
export const DELETE = defineRoute(deleteProvider, async ({ params, audit }) => {
  const before = await remove(params.id);
  audit({ target: before.name, before });
  return undefined;
});
