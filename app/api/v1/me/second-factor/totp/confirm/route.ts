import { confirmTotp } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { confirmTotp as confirm } from '@/lib/access/server/second-factor/set-up-totp';

export const POST = defineRoute(confirmTotp, ({ scope, body }) => confirm(scope, body.passcode));
