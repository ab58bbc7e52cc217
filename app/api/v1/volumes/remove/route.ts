import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { translateOutcomes } from '@/lib/access/server/translate-outcomes';
import { removeVolumes } from '@/lib/volumes/contract';
import { removeVolumes as remove } from '@/lib/volumes/server/manage-volumes';

export const POST = defineRoute(removeVolumes, async ({ body, request, audit }) => {
  const results = await translateOutcomes(await remove(body.items), requestLocale(request));
  audit({ target: results.map(({ name }) => name).join(', ').slice(0, 500), after: { results } });
  return { results };
});
