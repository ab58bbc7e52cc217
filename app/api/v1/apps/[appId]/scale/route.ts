import { defineRoute } from '@/lib/access/server/define-route';
import { scaleApp } from '@/lib/apps/contract';
import { scaleApp as scale } from '@/lib/apps/server/deploy-app';

export const POST = defineRoute(scaleApp, ({ scope, params, query, body }) => scale(scope, params.appId, body.instances, query.force));
