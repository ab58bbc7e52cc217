import { defineRoute } from '@/lib/access/server/define-route';
import { joinNetwork } from '@/lib/containers/contract';
import { joinNetwork as join } from '@/lib/containers/server/change-networks';

export const POST = defineRoute(joinNetwork, ({ params, body }) => join(params, body));
