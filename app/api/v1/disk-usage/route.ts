import { defineRoute } from '@/lib/access/server/define-route';
import { listDiskUsage } from '@/lib/environments/contract';
import { listDiskUsage as list } from '@/lib/environments/server/show-disk-usage';

export const GET = defineRoute(listDiskUsage, ({ query }) => list(query.environment));
