import { tenantOf } from '@/lib/access/model/paths';
import { claim, groupsOf } from '@/lib/environments/server/claims';
import type { Engine } from '@/lib/environments/server/engine';
import { parentGroup } from '@/lib/groups/model/ancestors';
import { imageIsAllowed } from '@/lib/groups/model/policy';
import { policyFor } from '@/lib/groups/server/policy';
import { appErrors } from '../errors';
import { isNotRoot } from '../model/check-policy';
import type { AppSpec } from '../spec';
import { pullImage, type Image } from './engine-runtime.adapter';
import type { TenantPins } from './tenant-network';

type One = Pick<AppSpec, 'image' | 'pullPolicy' | 'registryCredential' | 'user'>;

export const findImage = (engine: Engine, image: string) =>
  engine.inventory.images().find(({ id, tags, digests }) => id === image || tags.includes(/[:@][^/]+$/.test(image) ? image : `${image}:latest`) || digests.includes(image));

/**
 * That an image lies on the host proves nothing: another tenant may have pulled it with a password of theirs. It is run
 * for a tenant that pulled it itself, or for which an admin named it; else the registry is asked, with the tenant's own
 * credential.
 */
export async function guardImage(engine: Engine, path: string, one: One, { byTenant }: TenantPins): Promise<void> {
  const found = byTenant && findImage(engine, one.image);
  if (!found || groupsOf(engine.id, 'image', found.id).some((group) => tenantOf(group) === tenantOf(path))) return;
  const { images } = await policyFor(path);
  if (images !== null && imageIsAllowed(images, one.image)) return;
  if (one.pullPolicy === 'never') throw appErrors('image_not_yours', { image: one.image });
  await pullImage(engine, one, () => {});
}

/** The image is this group's too from now on, if it may run as whom it says. */
export async function claimImage(engine: Engine, path: string, image: Image, { user }: One, { byTenant }: TenantPins): Promise<void> {
  if (byTenant?.noRoot && user === undefined) {
    const { Config } = await engine.call((docker) => docker.getImage(image.id).inspect());
    if (!isNotRoot(Config?.User ?? '')) throw appErrors('root_forbidden', { user: Config?.User || 'root' });
  }
  const group = parentGroup(path) ?? '/';
  if (group !== '/') await claim(engine.id, 'image', image.id, group, 'gantry');
}
