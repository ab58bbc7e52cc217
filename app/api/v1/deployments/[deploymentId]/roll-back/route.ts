import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { rollBackDeployment } from '@/lib/apps/contract';
import { rollBackDeployment as rollBack } from '@/lib/apps/server/steer-deployment';

export const POST = defineRoute(rollBackDeployment, ({ scope, params, request }) => rollBack(scope, params.deploymentId, requestLocale(request)));
