import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { promoteDeployment } from '@/lib/apps/contract';
import { promoteDeployment as promote } from '@/lib/apps/server/steer-deployment';

export const POST = defineRoute(promoteDeployment, ({ scope, params, request }) => promote(scope, params.deploymentId, requestLocale(request)));
