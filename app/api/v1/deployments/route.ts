import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { listDeployments } from '@/lib/apps/contract';
import { listDeployments as list } from '@/lib/apps/server/steer-deployment';

export const GET = defineRoute(listDeployments, ({ scope, query, request }) => list(scope, query, requestLocale(request)));
