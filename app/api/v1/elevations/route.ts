import { defineRoute } from '@/lib/access/server/define-route';
import { askElevation, listElevations } from '@/lib/members/contract';
import { askElevation as ask, listElevations as list } from '@/lib/members/server/elevate';

export const GET = defineRoute(listElevations, ({ scope }) => list(scope));
export const POST = defineRoute(askElevation, ({ scope, body, audit }) => {
  audit({ target: body.group, groupPath: body.group });
  return ask(scope, body);
});
