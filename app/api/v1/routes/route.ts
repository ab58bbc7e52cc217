import { defineRoute } from '@/lib/access/server/define-route';
import { listRoutes } from '@/lib/routes/contract';
import { listRoutes as list } from '@/lib/routes/server/list-routes';

export const GET = defineRoute(listRoutes, ({ scope, query }) => list(scope, query));
