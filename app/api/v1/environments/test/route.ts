import { defineRoute } from '@/lib/access/server/define-route';
import { testConnection } from '@/lib/environments/contract';
import { testConnection as test } from '@/lib/environments/server/test-connection';

export const POST = defineRoute(testConnection, async ({ body, audit }) => {
  audit({ after: { kind: body.connection.kind } });
  return test(body.connection);
});
