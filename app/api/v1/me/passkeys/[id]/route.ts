import { renamePasskey } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { renamePasskey as rename } from '@/lib/access/server/passkey/change-passkey';

export const PATCH = defineRoute(renamePasskey, ({ scope, params, body }) => rename(scope, params.id, body.name));
