import { defineRoute } from '@/lib/access/server/define-route';
import { getVersion } from '@/lib/apps/contract';
import { getVersion as get } from '@/lib/apps/server/get-app';

export const GET = defineRoute(getVersion, ({ params, query }) => get(params.appId, params.number, query.against));
