import type { Scope } from '@/lib/access/model/scope';
import { appOfContainer } from '@/lib/environments/server/app-of-container';
import { claim, release, type ThingKind } from '@/lib/environments/server/claims';
import { findKey } from '@/lib/environments/server/places';
import { engineById } from '@/lib/environments/server/engines';
import { tenantErrors } from '../errors';

/** To another group: it is taken from the one before. */
export async function assignThing(scope: Scope, environmentId: string, { kind, name, group }: { kind: ThingKind; name: string; group: string | null }): Promise<void> {
  const engine = engineById(environmentId);
  const found = findKey(environmentId, kind, name);
  // Networks are claimed by name: one that is made anew stays its tenant's.
  const key = found && kind === 'network' ? engine.inventory.rowOf('network', found)?.name : found;
  if (!key) throw tenantErrors('thing_not_found', { name, environment: engine.name }, '$.name');
  const app = kind === 'container' ? appOfContainer(key) : null;
  if (app) throw tenantErrors('thing_of_an_app', { name, app: app.path }, '$.name');
  await release(environmentId, kind, key);
  if (group !== null && !(await claim(environmentId, kind, key, group, scope.actor.name))) throw tenantErrors('thing_taken', { name }, '$.name');
}
