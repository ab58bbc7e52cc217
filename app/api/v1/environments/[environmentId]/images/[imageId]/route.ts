import { defineRoute } from '@/lib/access/server/define-route';
import { getImage, removeImage } from '@/lib/images/contract';
import { getImage as get, removeImage as remove } from '@/lib/images/server/manage-images';

export const GET = defineRoute(getImage, ({ params }) => get(params.environmentId, params.imageId));
export const DELETE = defineRoute(removeImage, ({ params, query }) => remove(params.environmentId, params.imageId, query.force));
