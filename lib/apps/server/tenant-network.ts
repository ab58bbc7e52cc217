import { tenantOf } from '@/lib/access/model/paths';
import { may, UNOWNED, type Scope } from '@/lib/access/model/scope';
import { claim } from '@/lib/environments/server/claims';
import type { Engine } from '@/lib/environments/server/engine';
import { parentGroup } from '@/lib/groups/model/ancestors';
import { policyFor } from '@/lib/groups/server/policy';
import { processState } from '@/lib/platform/server/process-state';
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

const making = () => processState('tenant-networks', () => new Map<string, Promise<void>>());

/**
 * Tenants are apart on the network too: each has a bridge of its own, and bridges do not reach each other. An engine
 * makes two networks of one name for two who ask at once, so that here one asks for all.
 */
export async function ensureTenantNetwork(engine: Engine, path: string, name: string): Promise<void> {
  const tenant = tenantOf(path);
  const key = `${engine.id} ${name}`;
  const under = making().get(key) ?? ensure(engine, tenant, name).finally(() => making().delete(key));
  making().set(key, under);
  await under;
  await claim(engine.id, 'network', name, tenant, 'gantry');
}

async function ensure(engine: Engine, tenant: string, name: string): Promise<void> {
  const find = () => engine.inventory.networks().filter((row) => row.name === name);
  if (find().length === 0) await engine.inventory.refresh('network');
  if (find().length === 0) {
    await engine.call((docker) => docker.createNetwork({ Name: name, Driver: 'bridge', CheckDuplicate: true, Labels: { [LABEL]: tenant } }));
    await engine.inventory.refresh('network');
  }
  const [oldest, ...later] = find().sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  // A network of that name that somebody else made may lead anywhere.
  if (oldest && oldest.labels[LABEL] !== tenant) throw appErrors('tenant_network_foreign', { network: name, tenant });
  // Of a create whose answer was lost: an engine takes a name that means two networks for none.
  for (const { id, containerCount } of later) if (containerCount === 0) await engine.call((docker) => docker.getNetwork(id).remove()).catch(() => {});
}
