import { defineErrors } from '@/lib/platform/errors';

export const accessErrors = defineErrors('access', {
  signed_out: 401,
  token_invalid: 401,
  forbidden: 403,
  wrong_credentials: 401,
  account_locked: 429,
  password_too_short: 422,
  password_too_long: 422,
  password_is_email: 422,
  password_common: 422,
  wrong_password: 422,
  link_invalid: 404,
  email_missing: 422,
  email_taken: 409,
  user_not_found: 404,
  last_admin: 409,
  own_account: 409,
  session_not_found: 404,
  token_not_found: 404,
  token_permission: 403,
});
