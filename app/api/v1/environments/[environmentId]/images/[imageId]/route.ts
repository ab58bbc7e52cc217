import { defineRoute } from '@/lib/access/server/define-route';
import { getImage } from '@/lib/images/contract';
import { getImage as get } from '@/lib/images/server/manage-images';

export const GET = defineRoute(getImage, ({ params }) => get(params.environmentId, params.imageId));
