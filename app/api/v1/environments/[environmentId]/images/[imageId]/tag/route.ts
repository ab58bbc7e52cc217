import { defineRoute } from '@/lib/access/server/define-route';
import { tagImage } from '@/lib/images/contract';
import { tagImage as tag } from '@/lib/images/server/manage-images';

export const POST = defineRoute(tagImage, ({ params, body }) => tag(params.environmentId, params.imageId, body.reference));
