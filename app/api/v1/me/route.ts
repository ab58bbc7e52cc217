import { getMe, updateMe } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { getMe as get } from '@/lib/access/server/get-me';
import { updateMe as update } from '@/lib/access/server/update-me';

export const GET = defineRoute(getMe, ({ scope }) => get(scope));
export const PATCH = defineRoute(updateMe, ({ scope, body }) => update(scope, body));
