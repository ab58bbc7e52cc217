import { defineRoute } from '@/lib/access/server/define-route';
import { resumeApp } from '@/lib/apps/contract';
import { resumeApp as resume } from '@/lib/apps/server/deploy-app';

export const POST = defineRoute(resumeApp, ({ scope, params, query }) => resume(scope, params.appId, query.force));
