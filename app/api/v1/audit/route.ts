import { defineRoute } from '@/lib/access/server/define-route';
import { listAudit } from '@/lib/history/contract';
import { listHistory } from '@/lib/history/server/list-history';

export const GET = defineRoute(listAudit, ({ scope, query }) => listHistory(scope, query));
