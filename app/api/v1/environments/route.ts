import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { addEnvironment, listEnvironments } from '@/lib/environments/contract';
import { listEnvironments as list } from '@/lib/environments/server/list-environments';
import { addEnvironment as add } from '@/lib/environments/server/manage-environments';

export const GET = defineRoute(listEnvironments, ({ scope, request }) => list(scope, requestLocale(request)));
export const POST = defineRoute(addEnvironment, async ({ body, request, audit }) => {
  audit({ target: body.name, after: { name: body.name, kind: body.connection.kind } });
  const added = await add(body, requestLocale(request));
  audit({ target: added.name, after: { name: added.name, endpoint: added.endpoint } });
  return added;
});
