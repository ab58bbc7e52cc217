import { defineRoute } from '@/lib/access/server/define-route';
import { createRole, listRoles } from '@/lib/members/contract';
import { createRole as create, listRoles as list } from '@/lib/members/server/manage-roles';

export const GET = defineRoute(listRoles, list);
export const POST = defineRoute(createRole, ({ scope, body, audit }) => {
  audit({ target: body.name });
  return create(scope, body);
});
