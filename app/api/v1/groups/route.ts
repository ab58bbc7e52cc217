import { defineRoute } from '@/lib/access/server/define-route';
import { createGroup, listGroups } from '@/lib/apps/contract';
import { createGroup as create, listGroups as list } from '@/lib/apps/server/manage-groups';

export const GET = defineRoute(listGroups, ({ scope }) => list(scope));
export const POST = defineRoute(createGroup, ({ scope, body, audit }) => {
  audit({ target: body.path });
  return create(scope, body);
});
