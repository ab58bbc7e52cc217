import { defineRoute } from '@/lib/access/server/define-route';
import { deleteSecret, putSecret } from '@/lib/groups/contract';
import { deleteSecret as remove, putSecret as put } from '@/lib/groups/server/settings';

export const PUT = defineRoute(putSecret, ({ scope, body, audit }) => {
  audit({ target: `${body.group} ${body.name}` });
  return put(scope.actor.name, body);
});
export const DELETE = defineRoute(deleteSecret, ({ query, audit }) => {
  audit({ target: `${query.group} ${query.name}` });
  return remove(query);
});
