import { tenantOf } from '@/lib/access/model/paths';
import { may, UNOWNED, type Scope } from '@/lib/access/model/scope';
import { claim, groupsOf } from '@/lib/environments/server/claims';
import type { Engine } from '@/lib/environments/server/engine';
import { parentGroup } from '@/lib/groups/model/ancestors';
import type { Policy } from '@/lib/groups/model/policy';
import { policyFor } from '@/lib/groups/server/policy';
import { instanceLimits } from '@/lib/groups/server/quotas';
import { isAppError } from '@/lib/platform/errors';
import { appErrors } from '../errors';
import { closedBy, isNotRoot } from '../model/check-policy';
import { amountsOf } from '../model/reservation';
import type { AppSpec } from '../spec';
import { findImage, guardImage } from './tenant-image';

interface Wish {
  path: string;
  spec: AppSpec;
}

/** Who owns the hosts anyway; what they deploy into a group they opened for it. */
const isAdmin = (scope: Scope) => may(scope, 'container:manage', UNOWNED);

/** Everything through which a spec could reach the host or another tenant, and how big one instance may be. */
export async function checkPolicy(scope: Scope, engine: Engine, { path, spec }: Wish): Promise<void> {
  await refuseTooBig(path, spec);
  if (isAdmin(scope)) return;
  const policy = await policyFor(path);
  const tenant = tenantOf(path);
  const isOwn = (kind: 'network' | 'volume', name: string) => groupsOf(engine.id, kind, name).some((group) => tenantOf(group) === tenant);
  const closed = closedBy(policy, spec, (name) => isOwn('network', name));
  if (closed) throw appErrors(closed.code, closed.params, closed.at);
  refuseVolumes(engine, spec, (name) => isOwn('volume', name));
  for (const [index, one] of [spec, ...spec.sidecars].entries()) await authoriseImage(engine, policy, path, one, index === 0 ? '$.spec' : `$.spec.sidecars[${index - 1}]`);
}

async function refuseTooBig(path: string, spec: AppSpec): Promise<void> {
  const { maxCpus, maxMem, maxDisk, maxFrom } = await instanceLimits(path);
  const { cpus, mem, disk } = amountsOf(spec);
  for (const [field, asked, limit] of [['cpus', cpus, maxCpus], ['mem', mem, maxMem], ['disk', disk, maxDisk]] as const) {
    if (limit !== null && asked > limit) throw appErrors('instance_too_big', { resource: field, asked: Math.round(asked * 1000) / 1000, limit, group: maxFrom }, `$.spec.${field}`);
  }
}

/** A volume that is there and is nobody's of this tenant is another's, or the host's. A new one becomes the tenant's. */
function refuseVolumes(engine: Engine, spec: AppSpec, isOwn: (name: string) => boolean): void {
  spec.volumes.forEach((volume, index) => {
    if (volume.type !== 'volume' || isOwn(volume.source)) return;
    const exists = engine.inventory.volumes().some(({ name }) => name === volume.source);
    if (exists || groupsOf(engine.id, 'volume', volume.source).length > 0) throw appErrors('volume_taken', { volume: volume.source }, `$.spec.volumes[${index}].source`);
  });
}

/** Told at once where it can be: what has to be pulled first is asked when it is there. */
async function authoriseImage(engine: Engine, policy: Policy, path: string, one: Pick<AppSpec, 'image' | 'pullPolicy' | 'registryCredential' | 'user'>, at: string): Promise<void> {
  if (!findImage(engine, one.image)) return;
  await guardImage(engine, path, one, { byTenant: { noRoot: false } }).catch((error: unknown) => {
    throw isAppError(error) ? appErrors('image_not_yours', { image: one.image }, `${at}.image`) : error;
  });
  if (policy.runAsRoot || one.user !== undefined) return;
  const { Config } = await engine.call((docker) => docker.getImage(one.image).inspect());
  if (!isNotRoot(Config?.User ?? '')) throw appErrors('root_forbidden', { user: Config?.User || 'root' }, `${at}.user`);
}

/** What an app uses is its group's from now on. */
export async function claimThings(engine: Engine, path: string, spec: AppSpec, by: string): Promise<void> {
  const group = parentGroup(path) ?? '/';
  if (group === '/') return;
  for (const [index, volume] of spec.volumes.entries()) {
    if (volume.type !== 'volume') continue;
    const exists = engine.inventory.volumes().some(({ name }) => name === volume.source);
    const owners = groupsOf(engine.id, 'volume', volume.source);
    // What an admin lets a group use stays everybody's; what is new is the group's.
    if (owners.length === 0 && exists) continue;
    if (!(await claim(engine.id, 'volume', volume.source, group, by)) ) throw appErrors('volume_taken', { volume: volume.source }, `$.spec.volumes[${index}].source`);
  }
}
