import { defineRoute } from '@/lib/access/server/define-route';
import { exportAudit } from '@/lib/history/contract';
import { exportHistory } from '@/lib/history/server/export-history';

export const GET = defineRoute(exportAudit, async ({ scope, query }) => exportHistory(scope, query, new Date()));
