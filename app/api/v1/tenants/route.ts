import { defineRoute } from '@/lib/access/server/define-route';
import { listTenants } from '@/lib/tenants/contract';
import { listTenants as list } from '@/lib/tenants/server/cockpit';

export const GET = defineRoute(listTenants, ({ scope }) => list(scope));
