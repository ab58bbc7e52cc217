import { defineRoute } from '@/lib/access/server/define-route';
import { renameContainer } from '@/lib/containers/contract';
import { renameContainer as rename } from '@/lib/containers/server/rename-container';

export const POST = defineRoute(renameContainer, async ({ params, body, audit }) => {
  const { before } = await rename(params, body.name);
  audit({ target: before, before: { name: before } });
});
