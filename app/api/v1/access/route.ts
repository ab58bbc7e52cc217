import { defineRoute } from '@/lib/access/server/define-route';
import { explainAccess } from '@/lib/members/contract';
import { explainAccess as explain } from '@/lib/members/server/explain-access';

export const GET = defineRoute(explainAccess, ({ scope, query }) => explain(scope, query));
