import { defineRoute } from '@/lib/access/server/define-route';
import { restartApp } from '@/lib/apps/contract';
import { restartApp as restart } from '@/lib/apps/server/deploy-app';

export const POST = defineRoute(restartApp, ({ scope, params, query }) => restart(scope, params.appId, query.force));
