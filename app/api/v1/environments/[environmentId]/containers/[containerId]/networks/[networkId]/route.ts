import { defineRoute } from '@/lib/access/server/define-route';
import { leaveNetwork } from '@/lib/containers/contract';
import { leaveNetwork as leave } from '@/lib/containers/server/change-networks';

export const DELETE = defineRoute(leaveNetwork, async ({ params, audit }) => {
  audit({ before: await leave(params, params.networkId) });
});
