import { defineRoute } from '@/lib/access/server/define-route';
import { deleteVariable, putVariable } from '@/lib/groups/contract';
import { deleteVariable as remove, putVariable as put } from '@/lib/groups/server/settings';

export const PUT = defineRoute(putVariable, ({ scope, body, audit }) => {
  audit({ target: `${body.group} ${body.name}` });
  return put(scope.actor.name, body);
});
export const DELETE = defineRoute(deleteVariable, ({ query, audit }) => {
  audit({ target: `${query.group} ${query.name}` });
  return remove(query);
});
