import { defineRoute } from '@/lib/access/server/define-route';
import { scaleGroup } from '@/lib/apps/contract';
import { scaleGroup as scale } from '@/lib/apps/server/manage-groups';

export const POST = defineRoute(scaleGroup, ({ scope, body, audit }) => {
  audit({ target: body.group });
  return scale(scope, body);
});
