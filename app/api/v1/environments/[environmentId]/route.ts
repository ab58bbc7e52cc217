import { defineRoute } from '@/lib/access/server/define-route';
import { removeEnvironment, updateEnvironment } from '@/lib/environments/contract';
import { removeEnvironment as remove, updateEnvironment as update } from '@/lib/environments/server/manage-environments';

export const PUT = defineRoute(updateEnvironment, async ({ params, body, audit }) => {
  const updated = await update(params.environmentId, body);
  audit({ target: updated.name, after: { name: updated.name, endpoint: updated.endpoint } });
  return updated;
});
export const DELETE = defineRoute(removeEnvironment, ({ params }) => remove(params.environmentId));
