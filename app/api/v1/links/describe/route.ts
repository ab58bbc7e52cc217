import { describeLink } from '@/lib/access/contract';
import { describeLink as describe } from '@/lib/access/server/accept-link';
import { clientAddress } from '@/lib/access/server/authenticate';
import { defineRoute } from '@/lib/access/server/define-route';

export const POST = defineRoute(describeLink, ({ body, request }) => describe(body.token, clientAddress(request)));
