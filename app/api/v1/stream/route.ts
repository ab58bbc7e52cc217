import { onAccessChange } from '@/lib/access/server/access-cache';
import { authenticate } from '@/lib/access/server/authenticate';
import { sameAccess } from '@/lib/access/model/same-access';
import { may } from '@/lib/access/model/scope';
import { defineRoute } from '@/lib/access/server/define-route';
import { openStream } from '@/lib/environments/contract';
import { openLiveStream } from '@/lib/platform/server/open-live-stream';

export const GET = defineRoute(openStream, async ({ scope, query, request }) =>
  openLiveStream({
    permissions: scope.permissions,
    maySee: (permission, path) => may(scope, permission, path),
    after: request.headers.get('last-event-id') ?? query.after ?? null,
    signal: request.signal,
    onDoubt: onAccessChange,
    stillValid: () => authenticate(request).then((now) => sameAccess(scope, now), () => false),
  }),
);
