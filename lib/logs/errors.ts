import { defineErrors } from '@/lib/platform/errors';

export const logErrors = defineErrors('logs', { container_not_found: 404, nothing_selected: 422, too_many_readers: 429, driver_unreadable: 422 });
