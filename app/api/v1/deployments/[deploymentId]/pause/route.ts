import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { pauseDeployment } from '@/lib/apps/contract';
import { pauseDeployment as pause } from '@/lib/apps/server/steer-deployment';

export const POST = defineRoute(pauseDeployment, ({ scope, params, request }) => pause(scope, params.deploymentId, requestLocale(request)));
