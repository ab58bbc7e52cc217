import { getMe, updateMe } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { getMe as readMe, renameMe } from '@/lib/access/server/manage-own-account';

export const GET = defineRoute(getMe, ({ scope }) => readMe(scope));
export const PATCH = defineRoute(updateMe, ({ scope, body }) => renameMe(scope, body.name));
