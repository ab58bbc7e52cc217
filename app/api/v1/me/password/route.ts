import { changePassword } from '@/lib/access/contract';
import { changePassword as change } from '@/lib/access/server/change-password';
import { defineRoute } from '@/lib/access/server/define-route';

export const PUT = defineRoute(changePassword, async ({ scope, body, audit }) => {
  audit({ after: {} });
  await change(scope, body.currentPassword, body.newPassword);
  return undefined;
});
