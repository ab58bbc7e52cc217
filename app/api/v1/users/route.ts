import { inviteUser, listUsers } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { inviteUser as invite } from '@/lib/access/server/invite-user';
import { listUsers as list } from '@/lib/access/server/list-users';

export const GET = defineRoute(listUsers, ({ query }) => list(query));
export const POST = defineRoute(inviteUser, async ({ scope, body, audit }) => {
  audit({ target: body.email, after: body });
  const invited = await invite(scope, body);
  audit({ after: invited.user });
  return invited;
});
