import { defineErrors } from '@/lib/platform/errors';

export const registryErrors = defineErrors('registries', { not_found: 404, unknown: 422, name_taken: 409, in_use: 409 });
