import { revokeSession } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { revokeOwnSession } from '@/lib/access/server/revoke-sessions';

export const DELETE = defineRoute(revokeSession, async ({ scope, params }) => {
  await revokeOwnSession(scope, params.id);
  return undefined;
});
