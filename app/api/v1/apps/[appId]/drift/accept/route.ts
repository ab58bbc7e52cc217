import { defineRoute } from '@/lib/access/server/define-route';
import { acceptDrift } from '@/lib/apps/contract';
import { acceptDrift as accept } from '@/lib/apps/server/drift';

export const POST = defineRoute(acceptDrift, ({ scope, params, body }) => accept(scope, params.appId, body.instanceId));
