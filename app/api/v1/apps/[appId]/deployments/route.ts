import { defineRoute } from '@/lib/access/server/define-route';
import { deployImage } from '@/lib/ci/contract';
import { deployImage as deploy } from '@/lib/ci/server/deploy-image';

export const POST = defineRoute(deployImage, ({ scope, params, query, body }) => deploy(scope, params.appId, body, query));
