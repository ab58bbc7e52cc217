import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { buildContext } from '@/lib/images/contract';
import { buildContext as build } from '@/lib/images/server/image-work';
import { streamLines } from '@/lib/platform/server/stream-lines';

export const POST = defineRoute(buildContext, async ({ params, query: { tag, ...options }, request, audit }) => {
  const tags = [tag ?? []].flat();
  audit({ target: tags.join(', '), after: { tags, ...options } });
  return streamLines(build({ environmentId: params.environmentId, locale: requestLocale(request), signal: request.signal }, request.body, { tags, ...options }), request.signal);
});
