import { defineRoute } from '@/lib/access/server/define-route';
import { askQuota, listQuotaRequests } from '@/lib/tenants/contract';
import { askQuota as ask, listQuotaRequests as list } from '@/lib/tenants/server/quota-requests';

export const GET = defineRoute(listQuotaRequests, ({ scope }) => list(scope));
export const POST = defineRoute(askQuota, ({ scope, body, audit }) => {
  audit({ target: body.group });
  return ask(scope, body);
});
