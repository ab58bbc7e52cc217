import { revokeToken } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { revokeToken as revoke } from '@/lib/access/server/manage-own-account';

export const DELETE = defineRoute(revokeToken, ({ scope, params }) => revoke(scope, params.id));
