import { defineErrors } from '@/lib/platform/errors';

export const routeErrors = defineErrors('routes', { nobody_ready: 503, some_not_ready: 503, app_suspended: 503, not_looked: 503 });
