import { defineRoute } from '@/lib/access/server/define-route';
import { removeNetwork } from '@/lib/networks/contract';
import { removeNetwork as remove } from '@/lib/networks/server/manage-networks';

export const DELETE = defineRoute(removeNetwork, ({ params }) => remove(params.environmentId, params.networkId));
