import { defineRoute } from '@/lib/access/server/define-route';
import { deleteTeam, updateTeam } from '@/lib/members/contract';
import { deleteTeam as remove, updateTeam as update } from '@/lib/members/server/manage-teams';

export const PUT = defineRoute(updateTeam, async ({ params, body, audit }) => {
  audit({ target: body.name });
  const { before, after } = await update(params.id, body);
  audit({ before, after });
  return after;
});
export const DELETE = defineRoute(deleteTeam, async ({ params, audit }) => {
  const before = await remove(params.id);
  audit({ target: before.name, before });
});
