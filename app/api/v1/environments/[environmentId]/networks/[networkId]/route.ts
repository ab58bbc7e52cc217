import { defineRoute } from '@/lib/access/server/define-route';
import { seenContainers } from '@/lib/environments/server/places';
import { getNetwork } from '@/lib/networks/contract';
import { getNetwork as get } from '@/lib/networks/server/manage-networks';

export const GET = defineRoute(getNetwork, async ({ scope, params }) => {
  const found = await get(params.environmentId, params.networkId);
  return { ...found, containers: seenContainers(scope, params.environmentId, found.containers) };
});
