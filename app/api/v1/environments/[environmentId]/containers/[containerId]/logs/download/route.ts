import { defineRoute } from '@/lib/access/server/define-route';
import { downloadLogs } from '@/lib/logs/contract';
import { downloadLogs as download } from '@/lib/logs/server/download-logs';

export const GET = defineRoute(downloadLogs, async ({ params, query: { timestamps, ...selection }, request }) =>
  download(params.environmentId, params.containerId, { ...selection, follow: false }, timestamps, request.signal),
);
