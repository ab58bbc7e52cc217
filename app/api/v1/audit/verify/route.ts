import { defineRoute } from '@/lib/access/server/define-route';
import { verifyAudit } from '@/lib/history/contract';
import { checkHistory } from '@/lib/history/server/check-history';

export const GET = defineRoute(verifyAudit, ({ query }) => checkHistory(query.again === 'true'));
