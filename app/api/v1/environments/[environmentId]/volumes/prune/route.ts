import { defineRoute } from '@/lib/access/server/define-route';
import { pruneVolumesPreview } from '@/lib/volumes/contract';
import { prunePreview } from '@/lib/volumes/server/manage-volumes';

export const GET = defineRoute(pruneVolumesPreview, ({ params, query }) => prunePreview(params.environmentId, query.all));
