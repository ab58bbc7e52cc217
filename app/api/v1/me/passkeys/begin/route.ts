import { beginPasskey } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { beginPasskey as begin } from '@/lib/access/server/passkey/add-passkey';
import { requestOrigin } from '@/lib/access/server/request-origin';

export const POST = defineRoute(beginPasskey, ({ scope, request, body }) => begin(scope, body, requestOrigin(request)));
