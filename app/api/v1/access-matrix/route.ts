import { defineRoute } from '@/lib/access/server/define-route';
import { showMatrix } from '@/lib/members/contract';
import { accessMatrix } from '@/lib/access-matrix';

export const GET = defineRoute(showMatrix, async () => accessMatrix());
