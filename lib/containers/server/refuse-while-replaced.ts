import { containerErrors } from '../errors';
import { isBeingReplaced } from './container-replacement.repo';

export async function refuseWhileReplaced(containerId: string, name: string): Promise<void> {
  if (await isBeingReplaced(containerId)) throw containerErrors('replacement_running', { name });
}
