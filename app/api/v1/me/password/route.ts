import { changePassword } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { changePassword as change } from '@/lib/access/server/manage-own-account';

export const PUT = defineRoute(changePassword, ({ scope, body }) => change(scope, body.currentPassword, body.newPassword));
