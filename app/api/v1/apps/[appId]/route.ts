import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { destroyApp, getApp, updateApp } from '@/lib/apps/contract';
import { destroyApp as destroy, updateApp as update } from '@/lib/apps/server/deploy-app';
import { planUpdate } from '@/lib/apps/server/plan-deploy';
import { getApp as get } from '@/lib/apps/server/get-app';

export const GET = defineRoute(getApp, ({ params, request }) => get(params.appId, requestLocale(request)));
export const PUT = defineRoute(updateApp, async ({ scope, params, query, body }) => (query.dryRun ? Response.json(await planUpdate(scope, params.appId, body.spec)) : update(scope, params.appId, body, query.force)));
export const DELETE = defineRoute(destroyApp, ({ scope, params, query }) => destroy(scope, params.appId, query.force));
