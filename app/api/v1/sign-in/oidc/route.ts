import { startOidc } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { answerStart } from '@/lib/access/server/oidc/oidc-routes';

export const POST = defineRoute(startOidc, ({ request, body }) => answerStart(request, body));
