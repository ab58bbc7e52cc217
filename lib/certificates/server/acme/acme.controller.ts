import { log } from '@/lib/platform/server/log';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { removeForgottenBefore } from '../certificate.repo';
import { acmeWaker } from './acme-wake';
import { orderDue } from './order-due';

const LOOK_EVERY_MS = 15_000;
const SWEEP_EVERY_MS = 24 * 3_600_000;
const KEEP_MS = 30 * 24 * 3_600_000;

/**
 * Level-triggered: what is due stands in the database, and is claimed there before it is ordered, so that of several
 * processes one orders it, and one that was killed is followed by another.
 */
export function startAcmeController(): void {
  let running: Promise<void> | null = null;
  let again = false;
  const look = () => {
    if (running) {
      again = true;
      return;
    }
    running = pass().catch((error: unknown) => log.warn({ err: error }, 'hosts that want a certificate were not read')).finally(() => {
      running = null;
      if (again) look();
    });
    again = false;
  };
  const pass = async () => { while ((await orderDue()) > 0); };
  const sweep = () => void removeForgottenBefore(new Date(Date.now() - KEEP_MS)).catch((error: unknown) => log.warn({ err: error }, 'sweep of expired certificates'));
  const timers = [setInterval(look, LOOK_EVERY_MS), setInterval(sweep, SWEEP_EVERY_MS)];
  for (const timer of timers) timer.unref();
  acmeWaker().wake = look;
  onShutdown(() => {
    timers.forEach(clearInterval);
    acmeWaker().wake = () => {};
  });
  look();
}
