import { defineRoute } from '@/lib/access/server/define-route';
import { listPromotions } from '@/lib/apps/contract';
import { listPromotions as list } from '@/lib/apps/server/promote-app';

export const GET = defineRoute(listPromotions, ({ scope }) => list(scope));
