import { defineRoute } from '@/lib/access/server/define-route';
import { rejectPromotion } from '@/lib/apps/contract';
import { rejectPromotion as reject } from '@/lib/apps/server/promote-app';

export const POST = defineRoute(rejectPromotion, ({ scope, params }) => reject(scope, params.promotionId));
