import { defineRoute } from '@/lib/access/server/define-route';
import { listImages } from '@/lib/images/contract';
import { listImages as list } from '@/lib/images/server/list-images';

export const GET = defineRoute(listImages, ({ scope, query }) => list(scope, query));
