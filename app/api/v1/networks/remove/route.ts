import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { translateOutcomes } from '@/lib/access/server/translate-outcomes';
import { removeNetworks } from '@/lib/networks/contract';
import { removeNetworks as remove } from '@/lib/networks/server/manage-networks';

export const POST = defineRoute(removeNetworks, async ({ body, request, audit }) => {
  const results = await translateOutcomes(await remove(body.items), requestLocale(request));
  audit({ target: results.map(({ name }) => name).join(', ').slice(0, 500), after: { results } });
  return { results };
});
