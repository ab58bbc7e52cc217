import { defineRoute } from '@/lib/access/server/define-route';
import { listMetrics } from '@/lib/metrics/contract';
import { listMetrics as list } from '@/lib/metrics/server/list-metrics';

export const GET = defineRoute(listMetrics, async ({ scope, query }) => ({ items: list(scope, query.environment) }));
