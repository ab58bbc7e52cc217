import { defineRoute } from '@/lib/access/server/define-route';
import { listProcesses } from '@/lib/containers/contract';
import { listProcesses as list } from '@/lib/containers/server/look-inside';

export const GET = defineRoute(listProcesses, ({ params }) => list(params));
