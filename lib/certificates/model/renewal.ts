const MINUTE_MS = 60_000;
/** Below what public servers allow: five failures of a host in an hour. */
const WAITS_MS = [2, 10, 30, 60, 180, 360, 720].map((minutes) => minutes * MINUTE_MS);
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Fewer days than this are worth a warning. */
export const WARN_DAYS = 21;

/** When a third of its life is left. */
export const renewAt = ({ notBefore, notAfter }: { notBefore: Date; notAfter: Date }) => new Date(notAfter.getTime() - (notAfter.getTime() - notBefore.getTime()) / 3);

/** How long to wait after the nth failure in a row, from 1; `retryAfterMs` is the server's wish. */
export function waitMs(attempts: number, { rateLimited = false, retryAfterMs = 0 } = {}): number {
  const usual = WAITS_MS[Math.min(Math.max(attempts, 1), WAITS_MS.length) - 1]!;
  return Math.min(Math.max(usual, rateLimited ? HOUR_MS : 0, retryAfterMs), 7 * DAY_MS);
}

/** Whole days that are left, negative when it has expired. */
export const daysLeft = (notAfter: Date, now: Date) => Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS);
