import { inviteUser, listUsers } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { inviteUser as invite, listUsers as list } from '@/lib/access/server/manage-users';

export const GET = defineRoute(listUsers, () => list());
export const POST = defineRoute(inviteUser, async ({ body, audit }) => {
  const invited = await invite(body);
  audit({ target: invited.user.email, after: invited.user });
  return invited;
});
