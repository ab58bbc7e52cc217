import { defineRoute } from '@/lib/access/server/define-route';
import { createPublisher } from '@/lib/names/contract';
import { createPublisher as create } from '@/lib/names/server/manage-publishers';

export const POST = defineRoute(createPublisher, ({ scope, body, audit }) => {
  audit({ target: body.name });
  return create(scope, body);
});
