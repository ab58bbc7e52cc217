import { removePasskey } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { removePasskey as remove } from '@/lib/access/server/passkey/change-passkey';

export const POST = defineRoute(removePasskey, ({ scope, params, body }) => remove(scope, params.id, body));
