import type { Scope } from '@/lib/access/model/scope';
import { appOfContainer } from '@/lib/environments/server/app-of-container';
import { claim, release, type ThingKind } from '@/lib/environments/server/claims';
import { engineById } from '@/lib/environments/server/engines';
import { tenantErrors } from '../errors';

/** To another group: it is taken from the one before. */
export async function assignThing(scope: Scope, environmentId: string, { kind, name, group }: { kind: ThingKind; name: string; group: string | null }): Promise<void> {
  const engine = engineById(environmentId);
  const key = kind === 'container' ? engine.inventory.container(name)?.id
    : kind === 'volume' ? engine.inventory.volumes().find((row) => row.name === name)?.name
    : kind === 'network' ? engine.inventory.networks().find((row) => row.name === name || row.id === name)?.name
    : engine.inventory.images().find(({ id, tags }) => id === name || tags.includes(name))?.id;
  if (!key) throw tenantErrors('thing_not_found', { name, environment: engine.name }, '$.name');
  const app = kind === 'container' ? appOfContainer(key) : null;
  if (app) throw tenantErrors('thing_of_an_app', { name, app: app.path }, '$.name');
  await release(environmentId, kind, key);
  if (group !== null && !(await claim(environmentId, kind, key, group, scope.actor.name))) throw tenantErrors('thing_taken', { name }, '$.name');
}
