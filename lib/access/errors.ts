import { defineErrors } from '@/lib/platform/errors';

export const accessErrors = defineErrors('access', {
  signed_out: 401,
  token_invalid: 401,
  forbidden: 403,
});
