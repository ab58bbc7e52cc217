import { defineRoute } from '@/lib/access/server/define-route';
import { createApp, listApps } from '@/lib/apps/contract';
import { createApp as create } from '@/lib/apps/server/deploy-app';
import { fillDefaults } from '@/lib/apps/server/fill-defaults';
import { planDeploy } from '@/lib/apps/server/plan-deploy';
import { listApps as list } from '@/lib/apps/server/list-apps';

export const GET = defineRoute(listApps, ({ scope, query }) => list(scope, query));
export const POST = defineRoute(createApp, async ({ scope, query, body, raw, audit }) => {
  audit({ target: body.path });
  const wish = { ...body, spec: await fillDefaults(body.path, body.spec, (raw as { spec?: unknown }).spec) };
  if (query.dryRun) return Response.json(await planDeploy(scope, wish));
  return create(scope, wish);
});
