import { markEnded, type Reason } from './deployment.repo';
import { settle } from './reservation.repo';

/** What the way took beyond what stands now is given back. A process killed in between leaves it to the next look at all apps. */
export async function endDeployment({ id, appId }: { id: string; appId: string }, status: 'succeeded' | 'failed' | 'cancelled', reason: Reason | null, at: Date): Promise<void> {
  await markEnded(id, status, reason, at);
  await settle(appId);
}
