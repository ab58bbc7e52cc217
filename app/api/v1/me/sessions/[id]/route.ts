import { revokeSession } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { revokeOwnSessions } from '@/lib/access/server/manage-own-account';

export const DELETE = defineRoute(revokeSession, ({ scope, params }) => revokeOwnSessions(scope, params.id));
