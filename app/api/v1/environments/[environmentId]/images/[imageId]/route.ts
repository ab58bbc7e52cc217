import { defineRoute } from '@/lib/access/server/define-route';
import { seenContainers } from '@/lib/environments/server/places';
import { getImage } from '@/lib/images/contract';
import { getImage as get } from '@/lib/images/server/manage-images';

export const GET = defineRoute(getImage, async ({ scope, params }) => {
  const found = await get(params.environmentId, params.imageId);
  return { ...found, containers: seenContainers(scope, params.environmentId, found.containers) };
});
