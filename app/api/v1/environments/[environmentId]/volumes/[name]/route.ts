import { defineRoute } from '@/lib/access/server/define-route';
import { seenContainers } from '@/lib/environments/server/places';
import { getVolume } from '@/lib/volumes/contract';
import { getVolume as get } from '@/lib/volumes/server/manage-volumes';

export const GET = defineRoute(getVolume, async ({ scope, params }) => {
  const found = await get(params.environmentId, params.name);
  return { ...found, containers: seenContainers(scope, params.environmentId, found.containers) };
});
