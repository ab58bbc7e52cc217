import { defineRoute } from '@/lib/access/server/define-route';
import { pruneImages, prunePreview } from '@/lib/images/contract';
import { pruneImages as prune, prunePreview as preview } from '@/lib/images/server/manage-images';

export const GET = defineRoute(prunePreview, async ({ params, query }) => preview(params.environmentId, query.all));
export const POST = defineRoute(pruneImages, ({ params, body }) => prune(params.environmentId, body.all));
