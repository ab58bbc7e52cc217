import { tenantOf } from '@/lib/access/model/paths';
import { may, UNOWNED, type Scope } from '@/lib/access/model/scope';
import { requireOn } from '@/lib/access/server/admit';
import { engineById } from '@/lib/environments/server/engines';
import type { Engine } from '@/lib/environments/server/engine';
import { pinSettings, type Pins } from '@/lib/groups/server/settings';
import { needRegistry } from '@/lib/registries/server/manage-registries';
import { policyFor } from '@/lib/groups/server/policy';
import { proxySettingsOf } from '@/lib/proxy/server/proxy-settings';
import { appErrors } from '../errors';
import { refusedHost } from '../model/route-hosts';
import { findCycle } from '../model/dependencies';
import { referencesOf } from '../model/env-references';
import { roomUnderConstraints } from '../model/placement';
import type { AppSpec } from '../spec';
import { findDependencies } from './app.repo';
import { checkPolicy } from './check-policy';
import { tenantPins, type TenantPins } from './tenant-network';
import { hostsOf } from './place-app';

interface Wish {
  path: string;
  environmentId: string;
  spec: AppSpec;
}

/**
 * What the schema cannot know: whether everything that a spec names is there and open to the caller. Answers with what
 * its env names as it stands now. `together`: paths that are made by the same request.
 */
export async function checkSpec(scope: Scope, { path, environmentId, spec }: Wish, together: readonly Pick<Wish, 'path' | 'spec'>[] = []): Promise<Pins & TenantPins> {
  // Also for those whose route names another place: a promotion's source, a group.
  requireOn(scope, 'app:deploy', path);
  const engine = engineById(environmentId);
  await checkPolicy(scope, engine, { path, spec });
  refuseUnknownNetworks(engine, spec);
  refuseHostlessConstraints(engine, path, spec);
  await refuseHosts(scope, engine, path, spec);
  for (const [index, one] of [spec, ...spec.sidecars].entries()) {
    if (one.registryCredential) await needRegistry(one.registryCredential, path, `$.spec.${index === 0 ? '' : `sidecars[${index - 1}].`}registryCredential`);
  }
  await refuseDependencies(scope, path, spec, together);
  return { ...(await pinSettings(path, referencesOf(spec))), ...(await tenantPins(scope, path, spec)) };
}

/** Hosts and ports that this app must not have; whether another has them is seen when they are taken. */
async function refuseHosts(scope: Scope, engine: Engine, path: string, spec: AppSpec): Promise<void> {
  if (spec.routes.length === 0) return;
  const { domain, httpPort, httpsPort } = proxySettingsOf(engine.id);
  const tenants = new Set((await findDependencies()).map(([one]) => tenantOf(one)));
  const refused = refusedHost(spec, { path, environment: engine.name, domain, isAdmin: may(scope, 'container:manage', UNOWNED), policy: await policyFor(path), isOtherTenant: (tenant) => tenants.has(tenant) });
  if (refused) throw appErrors(refused.code, refused.params, refused.at);
  spec.routes.forEach(({ listenPort }, index) => {
    const isTaken = listenPort !== undefined && (listenPort === httpPort || listenPort === httpsPort || engine.inventory.containers().some(({ ports }) => ports.some(({ hostPort, protocol }) => hostPort === listenPort && protocol === 'tcp')));
    if (isTaken) throw appErrors('route_port_taken', { port: listenPort, environment: engine.name }, `$.spec.routes[${index}].listenPort`);
  });
}

const BUILT_IN = new Set(['bridge', 'host', 'none']);
function refuseUnknownNetworks(engine: Engine, spec: AppSpec): void {
  const index = spec.networks.findIndex(({ name }) => !BUILT_IN.has(name) && !engine.inventory.networks().some((network) => network.name === name));
  if (index >= 0) throw appErrors('network_unknown', { network: spec.networks[index]!.name, environment: engine.name }, `$.spec.networks[${index}].name`);
}

function refuseHostlessConstraints(engine: Engine, path: string, spec: AppSpec): void {
  const hosts = hostsOf(engine, path, spec);
  if (hosts.length === 0) return;
  const { room, by } = roomUnderConstraints(spec.constraints, hosts);
  if (room >= spec.instances) return;
  const { field, operator, value = '' } = spec.constraints[by]!;
  throw appErrors('constraint_unmet', { field, operator, value, room, instances: spec.instances, environment: engine.name }, `$.spec.constraints[${by}]`);
}

async function refuseDependencies(scope: Scope, path: string, spec: AppSpec, together: readonly Pick<Wish, 'path' | 'spec'>[]): Promise<void> {
  if (spec.dependencies.length === 0 && together.length === 0) return;
  const dependencies = new Map(await findDependencies());
  for (const one of together) dependencies.set(one.path, one.spec.dependencies);
  dependencies.set(path, spec.dependencies);
  const index = spec.dependencies.findIndex((other) => other !== path && !(dependencies.has(other) && (may(scope, 'app:view', other) || together.some((one) => one.path === other))));
  if (index >= 0) throw appErrors('dependency_unknown', { path, dependency: spec.dependencies[index]! }, `$.spec.dependencies[${index}]`);
  const cycle = findCycle(dependencies);
  if (cycle?.includes(path)) throw appErrors('dependency_cycle', { cycle: [...cycle, cycle[0]!].join(' → ') }, '$.spec.dependencies');
}
