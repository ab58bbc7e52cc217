import { defineRoute } from '@/lib/access/server/define-route';
import { addEnvironment, listEnvironments } from '@/lib/environments/contract';
import { listEnvironments as list } from '@/lib/environments/server/list-environments';
import { addEnvironment as add } from '@/lib/environments/server/manage-environments';

export const GET = defineRoute(listEnvironments, () => list());
export const POST = defineRoute(addEnvironment, async ({ body, audit }) => {
  const added = await add(body);
  audit({ target: added.name, after: { name: added.name, endpoint: added.endpoint } });
  return added;
});
