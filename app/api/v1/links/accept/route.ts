import { acceptLink } from '@/lib/access/contract';
import { acceptLink as accept } from '@/lib/access/server/accept-link';
import { clientAddress } from '@/lib/access/server/authenticate';
import { defineRoute } from '@/lib/access/server/define-route';

export const POST = defineRoute(acceptLink, ({ body, request }) => accept(body, clientAddress(request)));
