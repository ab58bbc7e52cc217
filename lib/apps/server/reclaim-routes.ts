import { log } from '@/lib/platform/server/log';
import { enqueue } from './app.queue';
import { findApps, specOf } from './app.repo';
import { renewClaims } from './route-claim.repo';

/** The names that follow from an environment's domain are others now. One that somebody else has by then is told in the log; the app's next deployment names it. */
export async function reclaimRoutes(environmentId: string): Promise<void> {
  for (const app of (await findApps()).filter((one) => one.environmentId === environmentId)) {
    await renewClaims({ ...app, environmentName: app.environment.name }, specOf(app)).catch((error: unknown) => log.warn({ err: error, app: app.path }, 'a route was not taken'));
    enqueue(app.id);
  }
}
