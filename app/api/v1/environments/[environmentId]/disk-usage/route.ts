import { defineRoute } from '@/lib/access/server/define-route';
import { measureDiskUsage } from '@/lib/environments/contract';
import { measureDiskNow } from '@/lib/environments/server/show-disk-usage';

export const POST = defineRoute(measureDiskUsage, ({ params }) => measureDiskNow(params.environmentId));
