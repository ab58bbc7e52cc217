import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { getBadge } from '@/lib/ci/contract';
import { getBadge as get } from '@/lib/ci/server/hooks';

export const GET = defineRoute(getBadge, async ({ params, request }) =>
  new Response(await get(params.key, requestLocale(request)), { headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'no-cache, max-age=0', 'content-security-policy': "default-src 'none'" } }),
);
