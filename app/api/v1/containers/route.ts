import { defineRoute } from '@/lib/access/server/define-route';
import { listContainers } from '@/lib/containers/contract';
import { listContainers as list } from '@/lib/containers/server/list-containers';

export const GET = defineRoute(listContainers, async ({ scope, query }) => list(scope, query));
