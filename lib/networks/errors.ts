import { defineErrors } from '@/lib/platform/errors';

export const networkErrors = defineErrors('networks', {
  in_use: 409, kept: 409, name_taken: 409, predefined: 409, not_found: 404, subnet_missing: 422, bad_subnet: 422, bad_address: 422, outside_subnet: 422, overlaps: 409, parent_missing: 422, not_swarm: 422,
});
