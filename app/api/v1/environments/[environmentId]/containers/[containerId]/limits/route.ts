import { defineRoute } from '@/lib/access/server/define-route';
import { updateLimits } from '@/lib/containers/contract';
import { updateLimits as update } from '@/lib/containers/server/update-limits';

export const PATCH = defineRoute(updateLimits, async ({ params, body, audit }) => {
  audit({ before: await update(params, body) });
});
