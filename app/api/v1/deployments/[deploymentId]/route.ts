import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { getDeployment } from '@/lib/apps/contract';
import { getDeployment as get } from '@/lib/apps/server/steer-deployment';

export const GET = defineRoute(getDeployment, ({ params, request }) => get(params.deploymentId, requestLocale(request)));
