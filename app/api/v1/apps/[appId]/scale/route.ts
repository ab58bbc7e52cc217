import { defineRoute } from '@/lib/access/server/define-route';
import { scaleApp } from '@/lib/apps/contract';
import { scaleApp as scale } from '@/lib/apps/server/deploy-app';
import { planScale } from '@/lib/apps/server/plan-deploy';

export const POST = defineRoute(scaleApp, async ({ scope, params, query, body }) => (query.dryRun ? Response.json(await planScale(scope, params.appId, body.instances)) : scale(scope, params.appId, body.instances, query.force)));
