import { defineRoute } from '@/lib/access/server/define-route';
import { testConnection } from '@/lib/environments/contract';
import { connectionToTry } from '@/lib/environments/server/manage-environments';
import { testConnection as test } from '@/lib/environments/server/test-connection';

export const POST = defineRoute(testConnection, async ({ body, audit }) => {
  audit({ after: { kind: body.connection.kind } });
  return test(await connectionToTry(body.connection, body.environmentId));
});
