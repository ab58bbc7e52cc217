import { defineRoute } from '@/lib/access/server/define-route';
import { getVersion, updateVersion } from '@/lib/apps/contract';
import { updateVersion as update } from '@/lib/apps/server/deploy-app';
import { getVersion as get } from '@/lib/apps/server/get-app';

export const GET = defineRoute(getVersion, ({ params, query }) => get(params.appId, params.number, query.against));
export const PATCH = defineRoute(updateVersion, ({ params, body }) => update(params.appId, params.number, { ...(body.tag !== undefined && { tag: body.tag }), ...(body.message !== undefined && { message: body.message }) }));
