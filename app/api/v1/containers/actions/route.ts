import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { translateOutcomes } from '@/lib/access/server/translate-outcomes';
import { actOnContainers } from '@/lib/containers/contract';
import { actOnContainers as act } from '@/lib/containers/server/act-on-containers';

export const POST = defineRoute(actOnContainers, async ({ body, request, audit }) => {
  const results = await translateOutcomes(await act(body), requestLocale(request));
  audit({ target: results.map(({ name }) => name).join(', ').slice(0, 500), after: { action: body.action, results } });
  return { results };
});
