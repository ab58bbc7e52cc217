import { tenantOf } from '@/lib/access/model/paths';
import { processState } from '@/lib/platform/server/process-state';
import { addClaim, addSharedClaim, findClaims, removeClaims } from './claim.repo';

export type ThingKind = 'volume' | 'network' | 'image' | 'container';

const claims = () => processState('claims', () => new Map<string, string[]>());
const keyOf = (environmentId: string, kind: ThingKind, name: string) => `${environmentId}/${kind}/${name}`;

/** Reads whose what is; kept up to date from then on by what claims and releases. */
export async function loadClaims(): Promise<void> {
  claims().clear();
  for (const { environmentId, kind, name, groupPath } of await findClaims()) remember(keyOf(environmentId, kind as ThingKind, name), groupPath);
}

function remember(key: string, groupPath: string): void {
  const groups = claims().get(key) ?? [];
  if (!groups.includes(groupPath)) claims().set(key, [...groups, groupPath]);
}

/** The groups that have a thing; empty: nobody does. Images are named by id, networks and volumes by name, containers by id. */
export const groupsOf = (environmentId: string, kind: ThingKind, name: string): readonly string[] => claims().get(keyOf(environmentId, kind, name)) ?? [];

/** Gives a thing to a group. False: another tenant has it. */
export async function claim(environmentId: string, kind: ThingKind, name: string, groupPath: string, by: string): Promise<boolean> {
  if (groupsOf(environmentId, kind, name).includes(groupPath)) return true;
  if (kind === 'image') await addSharedClaim({ environmentId, kind, name }, groupPath, by);
  else if (!(await addClaim({ environmentId, kind, name }, groupPath, tenantOf(groupPath), by))) return false;
  remember(keyOf(environmentId, kind, name), groupPath);
  return true;
}

export async function release(environmentId: string, kind: ThingKind, name: string): Promise<void> {
  await removeClaims({ environmentId, kind, name });
  claims().delete(keyOf(environmentId, kind, name));
}
