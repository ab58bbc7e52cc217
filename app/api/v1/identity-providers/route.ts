import { createProvider, listProviders } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { createProvider as create, listProviders as list } from '@/lib/access/server/identity/manage-providers';

export const GET = defineRoute(listProviders, () => list());
export const POST = defineRoute(createProvider, async ({ scope, body, audit }) => {
  const after = await create(scope, body);
  audit({ target: after.name, after });
  return after;
});
