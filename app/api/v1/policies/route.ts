import { defineRoute } from '@/lib/access/server/define-route';
import { getPolicy, putPolicy } from '@/lib/groups/contract';
import { getPolicy as get, putPolicy as put } from '@/lib/groups/server/policy';

export const GET = defineRoute(getPolicy, ({ query }) => get(query.group));
export const PUT = defineRoute(putPolicy, async ({ scope, body, audit }) => {
  audit({ target: body.group, groupPath: body.group });
  const { before, after } = await put(scope, body.group, body.rules);
  audit({ before: before.own, after: after.own });
  return after;
});
