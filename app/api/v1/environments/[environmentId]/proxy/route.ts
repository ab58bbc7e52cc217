import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { getProxy, putProxy } from '@/lib/proxy/contract';
import { changeProxy, showProxy } from '@/lib/proxy/server/manage-proxy';

export const GET = defineRoute(getProxy, ({ params, request }) => showProxy(params.environmentId, requestLocale(request)));
export const PUT = defineRoute(putProxy, async ({ scope, params, body, request, audit }) => {
  const locale = requestLocale(request);
  const { state: _before, ...before } = await showProxy(params.environmentId, locale);
  const changed = await changeProxy(params.environmentId, body, scope.actor.name, locale);
  const { state: _after, ...after } = changed;
  audit({ target: params.environmentId, before, after });
  return changed;
});
