import { ApiError } from '@/lib/platform/client/call-api';

/** What was refused, by field: `routes[1].host`. A path starts at the body or, where the whole spec was looked at, at the spec. */
export const fieldErrorsOf = (error: unknown): Record<string, string> =>
  Object.fromEntries((error instanceof ApiError ? (error.problem.errors ?? []) : []).map(({ path, message }) => [path.replace(/^\$\.(spec\.)?/, ''), message]));
