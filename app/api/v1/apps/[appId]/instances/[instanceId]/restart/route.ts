import { defineRoute } from '@/lib/access/server/define-route';
import { restartInstance } from '@/lib/apps/contract';
import { restartInstance as restart } from '@/lib/apps/server/deploy-app';

export const POST = defineRoute(restartInstance, ({ scope, params }) => restart(scope, params.appId, params.instanceId));
