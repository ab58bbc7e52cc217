export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 256;

// Of the most used ones, those long enough to pass the length rule.
const COMMON = new Set(['1234567890', 'qwertyuiop', 'password123', 'password1234', 'iloveyou123', '0123456789', '1q2w3e4r5t', 'administrator', '1111111111', 'adminadmin', 'passwordpassword', 'letmeinletmein', 'qwerty123456', 'changeme123', 'welcome123']);

export type PasswordProblem = 'password_too_short' | 'password_too_long' | 'password_is_email' | 'password_common';

export function passwordProblem(password: string, email: string): PasswordProblem | undefined {
  if ([...password].length < MIN_PASSWORD_LENGTH) return 'password_too_short';
  if (password.length > MAX_PASSWORD_LENGTH) return 'password_too_long';
  const lower = password.toLowerCase();
  if (lower === email.toLowerCase() || lower === email.toLowerCase().split('@')[0]) return 'password_is_email';
  if (COMMON.has(lower) || new Set(lower).size < 4) return 'password_common';
  return undefined;
}
