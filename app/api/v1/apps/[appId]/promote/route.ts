import { defineRoute } from '@/lib/access/server/define-route';
import { promoteApp } from '@/lib/apps/contract';
import { promoteApp as promote } from '@/lib/apps/server/promote-app';

export const POST = defineRoute(promoteApp, ({ scope, params, body, audit }) => {
  audit({ target: body.to });
  return promote(scope, params.appId, body);
});
