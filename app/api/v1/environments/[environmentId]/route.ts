import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { removeEnvironment, showEnvironment, updateEnvironment } from '@/lib/environments/contract';
import { removeEnvironment as remove, showEnvironment as show, updateEnvironment as update } from '@/lib/environments/server/manage-environments';

const facts = ({ name, endpoint }: { name: string; endpoint: string }) => ({ name, endpoint });

export const GET = defineRoute(showEnvironment, ({ params, request }) => show(params.environmentId, requestLocale(request)));
export const PUT = defineRoute(updateEnvironment, async ({ params, body, request, audit }) => {
  audit({ target: body.name, after: { name: body.name, kind: body.connection.kind } });
  const { before, after } = await update(params.environmentId, body, requestLocale(request));
  audit({ before: facts(before), after: facts(after) });
  return after;
});
export const DELETE = defineRoute(removeEnvironment, async ({ params, audit }) => {
  const removed = await remove(params.environmentId);
  audit({ target: removed.name, before: removed });
});
