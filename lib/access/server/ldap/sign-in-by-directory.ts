import { isAppError } from '@/lib/platform/errors';
import { unseal } from '@/lib/platform/server/seal';
import { accountOfIdentity } from '../identity/account-of-identity';
import { listEnabled, sourceOf } from '../identity/provider.repo';
import type { UserRow } from '../user.repo';
import { askDirectory } from './directory';

export type Found = { user: UserRow; by: string } | 'nobody' | 'unreachable';

/** Asks the directories by turns. One that is down does not keep the others from answering. */
export async function findInDirectories(login: string, password: string, now: Date): Promise<Found> {
  let unreachable = false;
  for (const provider of await listEnabled('ldap')) {
    try {
      const person = await askDirectory(provider.settings, provider.secret === null ? null : unseal(provider.secret), login, password);
      if (person) return { user: await accountOfIdentity(provider, person, now), by: sourceOf(provider) };
    } catch (error) {
      if (!isAppError(error) || !error.code.startsWith('access.provider_')) throw error;
      unreachable = true;
    }
  }
  return unreachable ? 'unreachable' : 'nobody';
}
