import { defineRoute } from '@/lib/access/server/define-route';
import { restartGroup } from '@/lib/apps/contract';
import { restartGroup as restart } from '@/lib/apps/server/manage-groups';

export const POST = defineRoute(restartGroup, ({ scope, body, audit }) => {
  audit({ target: body.group });
  return restart(scope, body);
});
