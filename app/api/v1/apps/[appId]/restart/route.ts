import { defineRoute } from '@/lib/access/server/define-route';
import { restartApp } from '@/lib/apps/contract';
import { restartApp as restart } from '@/lib/apps/server/deploy-app';
import { planVersion } from '@/lib/apps/server/plan-deploy';

export const POST = defineRoute(restartApp, async ({ scope, params, query }) => (query.dryRun ? Response.json(await planVersion(scope, params.appId)) : restart(scope, params.appId, query.force)));
