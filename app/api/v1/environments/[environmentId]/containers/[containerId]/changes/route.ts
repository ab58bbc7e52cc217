import { defineRoute } from '@/lib/access/server/define-route';
import { listChanges } from '@/lib/containers/contract';
import { listChanges as list } from '@/lib/containers/server/look-inside';

export const GET = defineRoute(listChanges, ({ params, query }) => list(params, query));
