import { defineRoute } from '@/lib/access/server/define-route';
import { deploySample } from '@/lib/apps/contract';
import { deploySample as deploy } from '@/lib/apps/server/deploy-sample';

export const POST = defineRoute(deploySample, ({ scope, body }) => deploy(scope, body.environmentId, body.group));
