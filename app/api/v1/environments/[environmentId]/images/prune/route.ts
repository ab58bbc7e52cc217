import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { translateOutcomes } from '@/lib/access/server/translate-outcomes';
import { pruneImages, prunePreview } from '@/lib/images/contract';
import { pruneImages as prune, prunePreview as preview } from '@/lib/images/server/manage-images';

export const GET = defineRoute(prunePreview, ({ params, query }) => preview(params.environmentId, query.all));
export const POST = defineRoute(pruneImages, async ({ params, body, request, audit }) => {
  const { outcomes, freedBytes } = await prune(params.environmentId, body.ids);
  const results = await translateOutcomes(outcomes, requestLocale(request));
  audit({ after: { results, freedBytes } });
  return { results, freedBytes };
});
