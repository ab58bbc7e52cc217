import { defineRoute } from '@/lib/access/server/define-route';
import { createTeam, listTeams } from '@/lib/members/contract';
import { createTeam as create, listTeams as list } from '@/lib/members/server/manage-teams';

export const GET = defineRoute(listTeams, list);
export const POST = defineRoute(createTeam, ({ scope, body, audit }) => {
  audit({ target: body.name });
  return create(scope, body);
});
