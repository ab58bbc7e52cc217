import { admit } from '@/lib/access/server/admit';
import { authenticate } from '@/lib/access/server/authenticate';
import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale, translateError } from '@/lib/access/server/problem';
import { readLogs } from '@/lib/logs/contract';
import { streamLogs } from '@/lib/logs/server/stream-logs';

export const GET = defineRoute(readLogs, async ({ scope, params, query, request }) =>
  streamLogs({
    ...params,
    selection: query,
    reader: scope.actor.id,
    signal: request.signal,
    stillValid: () => authenticate(request).then((now) => admit(readLogs, now, { params, query, body: undefined })).then(() => true, () => false),
    describeError: (error) => translateError(error, requestLocale(request)),
  }),
);
