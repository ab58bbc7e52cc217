import { listSessions, revokeOtherSessions } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { listSessions as list } from '@/lib/access/server/list-sessions';
import { revokeOtherSessions as revoke } from '@/lib/access/server/revoke-sessions';

export const GET = defineRoute(listSessions, ({ scope }) => list(scope));
export const DELETE = defineRoute(revokeOtherSessions, async ({ scope }) => {
  await revoke(scope);
  return undefined;
});
