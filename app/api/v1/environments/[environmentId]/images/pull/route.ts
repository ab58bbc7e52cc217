import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { pullImage } from '@/lib/images/contract';
import { pullImage as pull } from '@/lib/images/server/image-work';
import { streamLines } from '@/lib/platform/server/stream-lines';

export const POST = defineRoute(pullImage, async ({ params, body, request, audit }) => {
  audit({ target: body.image });
  return streamLines(pull({ environmentId: params.environmentId, locale: requestLocale(request), signal: request.signal }, body), request.signal);
});
