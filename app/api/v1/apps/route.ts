import { defineRoute } from '@/lib/access/server/define-route';
import { createApp, listApps } from '@/lib/apps/contract';
import { createApp as create } from '@/lib/apps/server/deploy-app';
import { listApps as list } from '@/lib/apps/server/list-apps';

export const GET = defineRoute(listApps, ({ scope, query }) => list(scope, query));
export const POST = defineRoute(createApp, ({ scope, body, audit }) => {
  audit({ target: body.path });
  return create(scope, body);
});
