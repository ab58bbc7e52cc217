import { defineErrors } from '@/lib/platform/errors';

export const terminalErrors = defineErrors('terminal', {
  container_not_found: 404,
  not_running: 409,
  ticket_invalid: 401,
  command_missing: 422,
  user_unknown: 422,
  user_forbidden: 403,
  signed_out: 401,
  recording_not_found: 404,
  recording_failed: 503,
  idle: 408,
  stopping: 503,
});
