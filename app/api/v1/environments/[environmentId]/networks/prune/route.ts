import { defineRoute } from '@/lib/access/server/define-route';
import { pruneNetworksPreview } from '@/lib/networks/contract';
import { prunePreview } from '@/lib/networks/server/manage-networks';

export const GET = defineRoute(pruneNetworksPreview, ({ params }) => prunePreview(params.environmentId));
