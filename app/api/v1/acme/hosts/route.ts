import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { listAcmeHosts } from '@/lib/certificates/contract';
import { listAcmeHosts as list } from '@/lib/certificates/server/acme-states';

export const GET = defineRoute(listAcmeHosts, ({ scope, request }) => list(scope, requestLocale(request)));
