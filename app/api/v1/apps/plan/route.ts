import { defineRoute } from '@/lib/access/server/define-route';
import { planDeploy } from '@/lib/apps/contract';
import { planDeploy as plan } from '@/lib/apps/server/plan-deploy';

export const POST = defineRoute(planDeploy, ({ scope, body }) => plan(scope, body));
