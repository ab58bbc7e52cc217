import { openSecrets } from '@/lib/groups/server/settings';
import { processState } from '@/lib/platform/server/process-state';
import { findApp, pinsOf, type AppRow } from './app.repo';
import { findInstanceOfContainer } from './instance.repo';

const MOST = 2_000;
const known = () => processState('given-secrets', () => new Map<string, Promise<readonly string[]>>());

/** The values that a version's env was filled with. One that cannot be opened any more cannot be covered either. */
export async function secretsOfVersion(app: AppRow, version: number): Promise<readonly string[]> {
  return Object.values(await openSecrets(pinsOf(app, version).secrets).catch(() => ({})));
}

/** A container keeps the secrets that it was made with, so they are looked up once. */
export function secretsOfContainer(containerId: string): Promise<readonly string[]> {
  const cache = known();
  const found = cache.get(containerId) ?? load(containerId);
  if (cache.size >= MOST) cache.delete(cache.keys().next().value!);
  cache.set(containerId, found);
  found.then((secrets) => { if (secrets.length === 0) cache.delete(containerId); }, () => cache.delete(containerId));
  return found;
}

async function load(containerId: string): Promise<readonly string[]> {
  const instance = await findInstanceOfContainer(containerId);
  const app = instance && (await findApp(instance.appId));
  return app ? secretsOfVersion(app, instance.versionNumber) : [];
}
