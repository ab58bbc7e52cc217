import { defineRoute } from '@/lib/access/server/define-route';
import { grantQuota } from '@/lib/tenants/contract';
import { grantQuota as grant } from '@/lib/tenants/server/quota-requests';

export const POST = defineRoute(grantQuota, async ({ scope, params, body, audit }) => {
  const after = await grant(scope, params.id, body.word);
  audit({ target: after.group, after });
  return after;
});
