import { defineRoute } from '@/lib/access/server/define-route';
import { listNetworks } from '@/lib/networks/contract';
import { listNetworks as list } from '@/lib/networks/server/manage-networks';

export const GET = defineRoute(listNetworks, ({ scope, query }) => list(scope, query));
