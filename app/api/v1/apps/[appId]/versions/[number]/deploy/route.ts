import { defineRoute } from '@/lib/access/server/define-route';
import { deployVersion } from '@/lib/apps/contract';
import { deployVersion as deploy } from '@/lib/apps/server/deploy-app';

export const POST = defineRoute(deployVersion, ({ scope, params, query }) => deploy(scope, params.appId, params.number, query.force));
