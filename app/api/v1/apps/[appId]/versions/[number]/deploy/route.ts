import { defineRoute } from '@/lib/access/server/define-route';
import { deployVersion } from '@/lib/apps/contract';
import { deployVersion as deploy } from '@/lib/apps/server/deploy-app';
import { planVersion } from '@/lib/apps/server/plan-deploy';

export const POST = defineRoute(deployVersion, async ({ scope, params, query }) => (query.dryRun ? Response.json(await planVersion(scope, params.appId, params.number)) : deploy(scope, params.appId, params.number, query.force)));
