import { defineRoute } from '@/lib/access/server/define-route';
import { createRegistry, listRegistries } from '@/lib/registries/contract';
import { createRegistry as create, listRegistries as list } from '@/lib/registries/server/manage-registries';

export const GET = defineRoute(listRegistries, ({ scope }) => list(scope));
export const POST = defineRoute(createRegistry, ({ scope, body, audit }) => {
  audit({ target: body.name });
  return create(scope.actor.name, body);
});
