import type { Scope } from '@/lib/access/model/scope';
import { allEngines, engineById } from '@/lib/environments/server/engines';
import type { Locale } from '@/lib/messages';
import type { InternalNamesDto } from '../contract';
import { findInternalNames, saveInternalNames } from './internal-names.repo';
import { lookAtNames } from './names.controller';

/** On where nobody said otherwise. */
const DEFAULT = true;

export async function listInternalNames(_locale: Locale): Promise<InternalNamesDto[]> {
  const said = await findInternalNames();
  return allEngines().map(({ id, name }) => ({ environmentId: id, environment: name, enabled: said.get(id) ?? DEFAULT, servers: [] }));
}

export async function setInternalNames(scope: Scope, environmentId: string, enabled: boolean): Promise<void> {
  engineById(environmentId);
  await saveInternalNames(environmentId, { enabled, changedAt: new Date(), changedBy: scope.actor.name });
  lookAtNames();
}
