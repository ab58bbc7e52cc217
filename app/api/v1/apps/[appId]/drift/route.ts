import { defineRoute } from '@/lib/access/server/define-route';
import { getDrift } from '@/lib/apps/contract';
import { findDrift } from '@/lib/apps/server/drift';

export const GET = defineRoute(getDrift, ({ params }) => findDrift(params.appId));
