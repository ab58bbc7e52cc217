import { revokeToken } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { revokeToken as revoke } from '@/lib/access/server/revoke-token';

export const DELETE = defineRoute(revokeToken, async ({ scope, params, audit }) => {
  audit({ target: (await revoke(scope, params.id)).name });
  return undefined;
});
