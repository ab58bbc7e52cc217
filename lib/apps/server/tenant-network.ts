import { tenantOf } from '@/lib/access/model/paths';
import { may, UNOWNED, type Scope } from '@/lib/access/model/scope';
import { claim } from '@/lib/environments/server/claims';
import type { Engine } from '@/lib/environments/server/engine';
import { parentGroup } from '@/lib/groups/model/ancestors';
import { policyFor } from '@/lib/groups/server/policy';
import { isAppError } from '@/lib/platform/errors';
import { appErrors } from '../errors';
import type { AppSpec } from '../spec';

/** What a version keeps of the rules it was made under. */
export interface TenantPins {
  /** The tenant's own network, for a spec that names none. */
  network?: string;
  /** Made by a tenant, not by who owns the hosts: its image is run only if the tenant may have it, and as whom. */
  byTenant?: { noRoot: boolean };
}

const LABEL = 'gantry.tenant';
export const networkOf = (tenant: string) => `gantry-${tenant.slice(1)}`;

export async function tenantPins(scope: Scope, path: string, spec: AppSpec): Promise<TenantPins> {
  const group = parentGroup(path) ?? '/';
  return {
    ...(group !== '/' && spec.networks.length === 0 && { network: networkOf(tenantOf(path)) }),
    ...(!may(scope, 'container:manage', UNOWNED) && { byTenant: { noRoot: !(await policyFor(path)).runAsRoot } }),
  };
}

/** Tenants are apart on the network too: each has a bridge of its own, and bridges do not reach each other. */
export async function ensureTenantNetwork(engine: Engine, path: string, name: string): Promise<void> {
  const tenant = tenantOf(path);
  const find = () => engine.call((docker) => docker.getNetwork(name).inspect()).catch((error: unknown) => {
    if (isAppError(error) && error.status === 404) return null;
    throw error;
  });
  let found = engine.inventory.networks().find((row) => row.name === name);
  if (!found) {
    const there = await find();
    if (!there) await engine.call((docker) => docker.createNetwork({ Name: name, Driver: 'bridge', CheckDuplicate: true, Labels: { [LABEL]: tenant } })).catch(async (error: unknown) => { if (!(await find())) throw error; });
    await engine.inventory.refresh('network');
    found = engine.inventory.networks().find((row) => row.name === name);
  }
  // A network of that name that somebody else made may lead anywhere.
  if (found && found.labels[LABEL] !== tenant) throw appErrors('tenant_network_foreign', { network: name, tenant });
  await claim(engine.id, 'network', name, tenant, 'gantry');
}
