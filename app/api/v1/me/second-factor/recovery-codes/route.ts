import { renewRecoveryCodes } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { renewRecoveryCodes as renew } from '@/lib/access/server/second-factor/recovery-codes';

export const POST = defineRoute(renewRecoveryCodes, ({ scope, body }) => renew(scope, body));
