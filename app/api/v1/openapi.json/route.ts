import { getOpenApi } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { ENDPOINTS } from '@/lib/endpoints';
import { buildOpenApi } from '@/lib/openapi';

export const GET = defineRoute(getOpenApi, async () => ({ openapi: '3.1.0', ...buildOpenApi(ENDPOINTS) }));
