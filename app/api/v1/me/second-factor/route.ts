import { getSecondFactor } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { getSecondFactor as get } from '@/lib/access/server/second-factor/get-second-factor';

export const GET = defineRoute(getSecondFactor, ({ scope }) => get(scope));
