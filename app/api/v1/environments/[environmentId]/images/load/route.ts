import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { loadImages } from '@/lib/images/contract';
import { loadImages as load } from '@/lib/images/server/image-work';
import { streamLines } from '@/lib/platform/server/stream-lines';

export const POST = defineRoute(loadImages, async ({ params, request, audit }) => {
  audit({ target: 'upload' });
  return streamLines(load({ environmentId: params.environmentId, locale: requestLocale(request), signal: request.signal }, request.body), request.signal);
});
