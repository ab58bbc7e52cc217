import { beginTotp } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { beginTotp as begin } from '@/lib/access/server/second-factor/set-up-totp';

export const POST = defineRoute(beginTotp, ({ scope, body }) => begin(scope, body));
