import { defineRoute } from '@/lib/access/server/define-route';
import { createApp, listApps } from '@/lib/apps/contract';
import { createApp as create } from '@/lib/apps/server/deploy-app';
import { planDeploy } from '@/lib/apps/server/plan-deploy';
import { listApps as list } from '@/lib/apps/server/list-apps';

export const GET = defineRoute(listApps, ({ scope, query }) => list(scope, query));
export const POST = defineRoute(createApp, async ({ scope, query, body, audit }) => {
  audit({ target: body.path });
  if (query.dryRun) return Response.json(await planDeploy(scope, body));
  return create(scope, body);
});
