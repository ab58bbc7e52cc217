import { defineErrors } from '@/lib/platform/errors';

export const groupErrors = defineErrors('groups', { secret_unknown: 422, variable_unknown: 422, setting_not_found: 404, key_changed: 422, quota_over_parent: 422, ports_backwards: 422 });
