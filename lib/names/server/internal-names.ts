import type { Scope } from '@/lib/access/model/scope';
import { translateError } from '@/lib/access/server/problem';
import { allEngines, engineById } from '@/lib/environments/server/engines';
import type { Locale } from '@/lib/messages';
import type { InternalNamesDto } from '../contract';
import { findInternalNames, isInternalOn, saveInternalNames } from './internal-names.repo';
import { findServers } from './names-server.adapter';
import { failureOf, tenantNetworks } from './names-servers';
import { lookAtNames } from './names.controller';

export async function listInternalNames(locale: Locale): Promise<InternalNamesDto[]> {
  const said = await findInternalNames();
  return Promise.all(allEngines().map(async (engine) => {
    const servers = findServers(engine);
    const tenants = [...tenantNetworks(engine).keys()].sort();
    return {
      environmentId: engine.id, environment: engine.name, enabled: isInternalOn(said, engine.id),
      servers: await Promise.all(tenants.map(async (tenant) => {
        const failure = failureOf(engine, tenant);
        const state = failure ? ('failed' as const) : servers.get(tenant)?.state === 'running' ? ('running' as const) : ('starting' as const);
        return { tenant, state, detail: failure && (await translateError(failure, locale)).detail };
      })),
    };
  }));
}

export async function setInternalNames(scope: Scope, environmentId: string, enabled: boolean): Promise<void> {
  engineById(environmentId);
  await saveInternalNames(environmentId, { enabled, changedAt: new Date(), changedBy: scope.actor.name });
  lookAtNames();
}
