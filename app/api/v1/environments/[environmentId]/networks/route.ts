import { defineRoute } from '@/lib/access/server/define-route';
import { createNetwork } from '@/lib/networks/contract';
import { createNetwork as create } from '@/lib/networks/server/manage-networks';

export const POST = defineRoute(createNetwork, ({ params, body }) => create(params.environmentId, body));
