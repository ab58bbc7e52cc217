import { defineRoute } from '@/lib/access/server/define-route';
import { getAccessLog } from '@/lib/routes/contract';
import { getAccessLog as get } from '@/lib/routes/server/access-log';

export const GET = defineRoute(getAccessLog, ({ scope, params, query }) => get(scope, params.appId, query));
