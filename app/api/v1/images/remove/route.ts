import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { translateOutcomes } from '@/lib/access/server/translate-outcomes';
import { removeImages } from '@/lib/images/contract';
import { removeImages as remove } from '@/lib/images/server/manage-images';

export const POST = defineRoute(removeImages, async ({ body, request, audit }) => {
  const results = await translateOutcomes(await remove(body.items, body.force), requestLocale(request));
  audit({ target: results.map(({ name }) => name).join(', ').slice(0, 500), after: { results } });
  return { results };
});
