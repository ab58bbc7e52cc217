import { defineRoute } from '@/lib/access/server/define-route';
import { getNetwork } from '@/lib/networks/contract';
import { getNetwork as get } from '@/lib/networks/server/manage-networks';

export const GET = defineRoute(getNetwork, ({ params }) => get(params.environmentId, params.networkId));
