import { defineRoute } from '@/lib/access/server/define-route';
import { listEnvironments } from '@/lib/environments/contract';
import { listEnvironments as list } from '@/lib/environments/server/list-environments';

export const GET = defineRoute(listEnvironments, () => list());
