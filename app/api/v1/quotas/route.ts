import { defineRoute } from '@/lib/access/server/define-route';
import { putQuota } from '@/lib/groups/contract';
import { putQuota as put } from '@/lib/groups/server/quotas';
import { getCockpit } from '@/lib/tenants/contract';
import { getCockpit as get } from '@/lib/tenants/server/cockpit';

export const GET = defineRoute(getCockpit, ({ scope, query }) => get(scope, query.group));
export const PUT = defineRoute(putQuota, async ({ scope, body, audit }) => {
  audit({ target: body.group });
  const { before, after } = await put(scope, body);
  audit({ before, after });
  return after;
});
