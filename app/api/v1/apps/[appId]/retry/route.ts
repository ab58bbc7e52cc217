import { defineRoute } from '@/lib/access/server/define-route';
import { retryApp } from '@/lib/apps/contract';
import { retryApp as retry } from '@/lib/apps/server/deploy-app';

export const POST = defineRoute(retryApp, ({ scope, params }) => retry(scope, params.appId));
