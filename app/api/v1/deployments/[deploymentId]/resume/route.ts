import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { resumeDeployment } from '@/lib/apps/contract';
import { resumeDeployment as resume } from '@/lib/apps/server/steer-deployment';

export const POST = defineRoute(resumeDeployment, ({ scope, params, request }) => resume(scope, params.deploymentId, requestLocale(request)));
