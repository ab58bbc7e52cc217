import { createToken, listTokens } from '@/lib/access/contract';
import { createToken as create } from '@/lib/access/server/create-token';
import { defineRoute } from '@/lib/access/server/define-route';
import { listTokens as list } from '@/lib/access/server/list-tokens';

export const GET = defineRoute(listTokens, ({ scope }) => list(scope));
export const POST = defineRoute(createToken, async ({ scope, body, audit }) => {
  audit({ target: body.name, after: body });
  return create(scope, body);
});
