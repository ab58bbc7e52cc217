import { defineRoute } from '@/lib/access/server/define-route';
import { getInstanceLog } from '@/lib/apps/contract';
import { getInstanceLog as get } from '@/lib/apps/server/get-app';

export const GET = defineRoute(getInstanceLog, ({ params }) => get(params.appId, params.instanceId));
