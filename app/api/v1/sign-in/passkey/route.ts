import { askForPasskey } from '@/lib/access/contract';
import { clientAddress } from '@/lib/access/server/authenticate';
import { defineRoute } from '@/lib/access/server/define-route';
import { askForPasskey as ask } from '@/lib/access/server/passkey/ask-for-passkey';
import { requestOrigin } from '@/lib/access/server/request-origin';

export const POST = defineRoute(askForPasskey, ({ request, body }) => ask({ ticket: body.ticket, origin: requestOrigin(request), address: clientAddress(request) }));
