import { defineRoute } from '@/lib/access/server/define-route';
import { approvePromotion } from '@/lib/apps/contract';
import { approvePromotion as approve } from '@/lib/apps/server/promote-app';

export const POST = defineRoute(approvePromotion, ({ scope, params }) => approve(scope, params.promotionId));
