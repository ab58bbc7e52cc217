import { finishOidc } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { answerCallback } from '@/lib/access/server/oidc/oidc-routes';

export const GET = defineRoute(finishOidc, ({ request, params }) => answerCallback(request, params.id));
