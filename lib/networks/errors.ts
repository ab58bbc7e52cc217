import { defineErrors } from '@/lib/platform/errors';

export const networkErrors = defineErrors('networks', { in_use: 409, name_taken: 409, predefined: 409, subnet_missing: 422 });
