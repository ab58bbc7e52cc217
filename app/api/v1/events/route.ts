import { defineRoute } from '@/lib/access/server/define-route';
import { listEvents } from '@/lib/environments/contract';
import { listEvents as list } from '@/lib/environments/server/list-events';

export const GET = defineRoute(listEvents, ({ scope, query }) => list(scope, query));
