/** A refusal that a person or a program can act on: a stable code, the facts, and where in the input it is. */
export class AppError extends Error {
  constructor(
    /** `slice.code`; the text for people is the message `<slice>.errors.<code>`. */
    readonly code: string,
    readonly status: HttpErrorStatus,
    readonly params: ErrorParams = {},
    /** JSON path into the request body, e.g. `$.ports[0].host`. */
    readonly path?: string,
  ) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'AppError';
  }
}

export type HttpErrorStatus = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 502 | 503 | 504 | 507;
export type ErrorParams = Record<string, string | number>;

/**
 * Declares a slice's error codes with their HTTP status and returns the only way to make them:
 * `const fail = defineErrors('containers', { not_found: 404 }); throw fail('not_found', { name })`.
 * A test checks that every code has its text in both languages.
 */
export function defineErrors<const Codes extends Record<string, HttpErrorStatus>>(slice: string, codes: Codes) {
  const fail = (code: keyof Codes & string, params?: ErrorParams, path?: string) =>
    new AppError(`${slice}.${code}`, codes[code] as HttpErrorStatus, params, path);
  return Object.assign(fail, { slice, codes });
}

export const isAppError = (error: unknown): error is AppError => error instanceof Error && error.name === 'AppError';

export const platformErrors = defineErrors('platform', {
  invalid_input: 422,
  malformed_json: 400,
  unsupported_media_type: 415,
  body_too_large: 413,
  not_found: 404,
  cross_site: 403,
  too_many_requests: 429,
  internal: 500,
  not_ready: 503,
  database_unavailable: 503,
});
