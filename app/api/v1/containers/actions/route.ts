import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale, translateError } from '@/lib/access/server/problem';
import { actOnContainers } from '@/lib/containers/contract';
import { actOnContainers as act } from '@/lib/containers/server/act-on-containers';

export const POST = defineRoute(actOnContainers, async ({ body, request, audit }) => {
  const outcomes = await act(body);
  const locale = requestLocale(request);
  const results = await Promise.all(
    outcomes.map(async ({ error, ...item }) => (error === undefined ? { ...item, ok: true } : { ...item, ok: false, ...(await translateError(error, locale)) })),
  );
  audit({ target: results.map(({ name }) => name).join(', ').slice(0, 500), after: { action: body.action, results } });
  return { results };
});
