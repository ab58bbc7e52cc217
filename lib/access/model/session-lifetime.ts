/** A session ends this long after sign-in, however busy it is … */
export const SESSION_MAX_AGE_MS = 14 * 24 * 3_600_000;
/** … and after this long without a request. */
export const SESSION_IDLE_MS = 2 * 24 * 3_600_000;
/** `lastSeenAt` is written at most this often, so that reading a page costs no write. */
export const SESSION_TOUCH_MS = 5 * 60_000;
