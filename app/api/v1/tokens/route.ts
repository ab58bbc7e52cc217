import { createToken, listTokens } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { createToken as create, listTokens as list } from '@/lib/access/server/manage-own-account';

export const GET = defineRoute(listTokens, ({ scope }) => list(scope));
export const POST = defineRoute(createToken, ({ scope, body }) => create(scope, body));
