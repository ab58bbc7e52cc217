import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { cancelDeployment } from '@/lib/apps/contract';
import { cancelDeployment as cancel } from '@/lib/apps/server/steer-deployment';

export const POST = defineRoute(cancelDeployment, ({ scope, params, request }) => cancel(scope, params.deploymentId, requestLocale(request)));
