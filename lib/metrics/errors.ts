import { defineErrors } from '@/lib/platform/errors';

export const metricsErrors = defineErrors('metrics', { container_not_found: 404 });
