import { defineRoute } from '@/lib/access/server/define-route';
import { createContainer } from '@/lib/containers/contract';
import { createContainer as create } from '@/lib/containers/server/create-container';

export const POST = defineRoute(createContainer, async ({ params, body, request, audit }) => {
  const created = await create(params.environmentId, body, request.signal);
  audit({ target: body.spec.name });
  return created;
});
