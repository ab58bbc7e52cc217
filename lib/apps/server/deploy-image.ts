import type { Scope } from '@/lib/access/model/scope';
import type { DeploymentDto } from '../contract';
import { imageName } from '../spec/values';
import { findAppIdByHook, setHookTokenHash, specOf } from './app.repo';
import { updateApp } from './deploy-app';
import { toDeploymentDto } from './deployment-dto';
import { needApp } from './get-app';

/** A new version with another image; the deployment that it made, or the last one when nothing had to change. */
export async function deployImageOf(scope: Scope, appId: string, imageOf: (current: string) => string, message: string, force: boolean): Promise<DeploymentDto> {
  const app = await needApp(appId);
  const spec = specOf(app);
  const image = imageName.parse(imageOf(spec.image));
  // A tag that is always pulled may mean something else by now.
  await updateApp(scope, appId, { spec: { ...spec, image, instances: app.wantedInstances }, message }, force, { fresh: spec.pullPolicy === 'always' });
  const after = await needApp(appId);
  return toDeploymentDto(after.deployments[0]!, after.path, scope.locale ?? 'en', after);
}

/** The app whose deploy token has this hash. */
export const findAppByHook = (hash: string) => findAppIdByHook(hash);
export async function setHook(appId: string, hash: string | null): Promise<void> {
  await needApp(appId);
  await setHookTokenHash(appId, hash);
}
export const hasHook = async (appId: string) => (await needApp(appId)).hookTokenHash !== null;
