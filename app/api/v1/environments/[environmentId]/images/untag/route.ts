import { defineRoute } from '@/lib/access/server/define-route';
import { untagImage } from '@/lib/images/contract';
import { untagImage as untag } from '@/lib/images/server/manage-images';

export const POST = defineRoute(untagImage, ({ params, body }) => untag(params.environmentId, body.reference));
