import { resetUser } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { resetUser as reset } from '@/lib/access/server/reset-user';

export const POST = defineRoute(resetUser, async ({ scope, params, audit }) => {
  const { email, link } = await reset(scope, params.id);
  audit({ target: email, after: { expiresAt: link.expiresAt } });
  return link;
});
