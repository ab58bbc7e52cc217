import { defineRoute } from '@/lib/access/server/define-route';
import { previewAdoption } from '@/lib/apps/contract';
import { previewAdoption as preview } from '@/lib/apps/server/adopt-app';

export const POST = defineRoute(previewAdoption, ({ scope, body }) => preview(scope, body));
