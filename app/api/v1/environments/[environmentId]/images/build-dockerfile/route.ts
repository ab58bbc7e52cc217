import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { buildDockerfile } from '@/lib/images/contract';
import { buildDockerfile as build } from '@/lib/images/server/image-work';
import { streamLines } from '@/lib/platform/server/stream-lines';

export const POST = defineRoute(buildDockerfile, async ({ params, body, request, audit }) => {
  audit({ target: body.tags.join(', ') });
  return streamLines(build({ environmentId: params.environmentId, locale: requestLocale(request), signal: request.signal }, body), request.signal);
});
