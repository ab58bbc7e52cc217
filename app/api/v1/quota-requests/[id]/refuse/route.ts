import { defineRoute } from '@/lib/access/server/define-route';
import { refuseQuota } from '@/lib/tenants/contract';
import { refuseQuota as refuse } from '@/lib/tenants/server/quota-requests';

export const POST = defineRoute(refuseQuota, async ({ scope, params, body, audit }) => {
  const after = await refuse(scope, params.id, body.word);
  audit({ target: after.group, after });
  return after;
});
