import { defineRoute } from '@/lib/access/server/define-route';
import { getContainerStats } from '@/lib/metrics/contract';
import { getContainerStats as get } from '@/lib/metrics/server/get-container-stats';

export const GET = defineRoute(getContainerStats, async ({ params, query }) => get(params.environmentId, params.containerId, query.since));
