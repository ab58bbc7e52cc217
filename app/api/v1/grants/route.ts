import { defineRoute } from '@/lib/access/server/define-route';
import { createGrant, listGrants } from '@/lib/members/contract';
import { createGrant as create, listGrants as list } from '@/lib/members/server/manage-grants';

export const GET = defineRoute(listGrants, ({ scope, query }) => list(scope, query.group));
export const POST = defineRoute(createGrant, async ({ scope, body, audit }) => {
  audit({ target: body.group });
  const made = await create(scope, body);
  audit({ after: made.grant });
  return made;
});
