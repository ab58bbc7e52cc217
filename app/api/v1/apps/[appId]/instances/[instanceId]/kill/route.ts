import { defineRoute } from '@/lib/access/server/define-route';
import { killInstance } from '@/lib/apps/contract';
import { killInstance as kill } from '@/lib/apps/server/deploy-app';

export const POST = defineRoute(killInstance, ({ scope, params, body }) => kill(scope, params.appId, params.instanceId, body.scale));
