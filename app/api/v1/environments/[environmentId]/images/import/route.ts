import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { importImage } from '@/lib/images/contract';
import { importImage as importTar } from '@/lib/images/server/image-work';
import { streamLines } from '@/lib/platform/server/stream-lines';

export const POST = defineRoute(importImage, async ({ params, query, request, audit }) => {
  audit({ target: query.reference });
  return streamLines(importTar({ environmentId: params.environmentId, locale: requestLocale(request), signal: request.signal }, request.body, query.reference), request.signal);
});
