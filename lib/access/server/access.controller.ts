import { log } from '@/lib/platform/server/log';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { ensureFirstAdmin } from './ensure-first-admin';
import { deleteLinksEndedBefore } from './one-time-link.repo';
import { dropWindowsEndedBefore } from './rate-limit.repo';
import { deleteSpentBefore } from './second-factor/spent-ticket.repo';
import { deleteSessionsEndedBefore } from './session.repo';

const SWEEP_MS = 3_600_000;
/** What ended stays this long, so that a person can be told about it. */
const KEEP_MS = 7 * 24 * 3_600_000;

/** Makes the first admin if the environment names one, and sweeps away what has ended, now and then. */
export async function startAccessController(): Promise<void> {
  await ensureFirstAdmin();
  const timer = setInterval(() => void sweepAccess(new Date()).catch((error: unknown) => log.warn({ err: error }, 'sweep of ended sessions')), SWEEP_MS);
  timer.unref();
  onShutdown(() => clearInterval(timer));
}

export async function sweepAccess(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEEP_MS);
  await deleteSessionsEndedBefore(before);
  await deleteLinksEndedBefore(before);
  await dropWindowsEndedBefore(now);
  await deleteSpentBefore(now);
}
