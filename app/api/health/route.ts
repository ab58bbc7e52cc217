import { checkHealth } from '@/lib/platform/server/check-health';

export const dynamic = 'force-dynamic';

/** For load balancers and the launcher; the one route outside `/api/v1`, open to all. `?live` asks for liveness only. */
export async function GET(request: Request): Promise<Response> {
  const health = await checkHealth();
  const liveOnly = new URL(request.url).searchParams.has('live');
  return Response.json(health, { status: liveOnly || health.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
