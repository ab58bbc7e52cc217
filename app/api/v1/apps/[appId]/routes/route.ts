import { defineRoute } from '@/lib/access/server/define-route';
import { putRoutes } from '@/lib/routes/contract';
import { putRoutes as put } from '@/lib/routes/server/put-routes';

export const PUT = defineRoute(putRoutes, async ({ scope, params, body, query, audit }) => {
  const answer = await put(scope, params.appId, body, query);
  audit({ after: { version: answer.version, changes: answer.changes.map(({ path }) => path), dryRun: query.dryRun } });
  return answer;
});
