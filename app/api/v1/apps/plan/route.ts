import { defineRoute } from '@/lib/access/server/define-route';
import { planDeploy } from '@/lib/apps/contract';
import { fillDefaults } from '@/lib/apps/server/fill-defaults';
import { planDeploy as plan } from '@/lib/apps/server/plan-deploy';

export const POST = defineRoute(planDeploy, async ({ scope, body, raw }) => plan(scope, { ...body, spec: await fillDefaults(body.path, body.spec, (raw as { spec?: unknown }).spec) }));
