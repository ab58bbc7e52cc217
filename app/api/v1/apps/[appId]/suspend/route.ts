import { defineRoute } from '@/lib/access/server/define-route';
import { suspendApp } from '@/lib/apps/contract';
import { suspendApp as suspend } from '@/lib/apps/server/deploy-app';

export const POST = defineRoute(suspendApp, ({ scope, params, query }) => suspend(scope, params.appId, query.force));
