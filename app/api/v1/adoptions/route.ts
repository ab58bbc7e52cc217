import { defineRoute } from '@/lib/access/server/define-route';
import { adoptContainers, listAdoptable } from '@/lib/apps/contract';
import { adopt, listAdoptable as list } from '@/lib/apps/server/adopt-app';

export const GET = defineRoute(listAdoptable, async ({ query }) => list(query.environmentId));
export const POST = defineRoute(adoptContainers, ({ scope, body }) => adopt(scope, body));
