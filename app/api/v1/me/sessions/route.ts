import { listSessions, revokeOtherSessions } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { listSessions as list, revokeOwnSessions } from '@/lib/access/server/manage-own-account';

export const GET = defineRoute(listSessions, ({ scope }) => list(scope));
export const DELETE = defineRoute(revokeOtherSessions, ({ scope }) => revokeOwnSessions(scope));
