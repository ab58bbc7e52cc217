import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { pushImage } from '@/lib/images/contract';
import { pushImage as push } from '@/lib/images/server/image-work';
import { streamLines } from '@/lib/platform/server/stream-lines';

export const POST = defineRoute(pushImage, async ({ params, body, request, audit }) => {
  audit({ target: body.image });
  return streamLines(push({ environmentId: params.environmentId, locale: requestLocale(request), signal: request.signal }, body), request.signal);
});
