import { defineRoute } from '@/lib/access/server/define-route';
import { listVolumes } from '@/lib/volumes/contract';
import { listVolumes as list } from '@/lib/volumes/server/manage-volumes';

export const GET = defineRoute(listVolumes, ({ scope, query }) => list(scope, query));
