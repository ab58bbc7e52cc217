import { removeTotp } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { removeTotp as remove } from '@/lib/access/server/second-factor/remove-totp';

export const POST = defineRoute(removeTotp, ({ scope, body }) => remove(scope, body));
