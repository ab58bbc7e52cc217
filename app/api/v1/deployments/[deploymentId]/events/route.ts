import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { streamDeployment } from '@/lib/ci/contract';
import { streamDeployment as stream } from '@/lib/ci/server/stream-deployment';

export const GET = defineRoute(streamDeployment, async ({ params, request }) =>
  new Response(await stream(params.deploymentId, requestLocale(request), request.signal), { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } }),
);
