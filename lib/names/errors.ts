import { defineErrors } from '@/lib/platform/errors';

export const namesErrors = defineErrors('names', {
  not_found: 404,
  name_taken: 409,
  place_fixed: 422,
  bad_key: 422,
  bad_ca: 422,
  no_addresses: 422,
  server_unreachable: 503,
  server_timeout: 504,
  server_refused: 502,
  signature_refused: 502,
  clock_differs: 502,
  update_refused: 502,
  zone_unknown: 502,
  answer_forged: 502,
  not_authorised: 502,
  node_foreign: 409,
  answer_unreadable: 502,
  environment_unknown: 422,
  internal_blocked: 502,
});
