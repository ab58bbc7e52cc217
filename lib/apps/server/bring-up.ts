import { appsByContainer } from '@/lib/environments/server/app-of-container';
import { removeContainer as discardContainer, startContainer } from '@/lib/containers/server/make-container';
import type { Engine } from '@/lib/environments/server/engine';
import { openSecrets } from '@/lib/groups/server/settings';
import { isAppError } from '@/lib/platform/errors';
import { processState } from '@/lib/platform/server/process-state';
import { resolveEnv, resolveFiles } from '../model/env-references';
import { pinImage, pinsOf, pinSidecarImages, placedSpecOf, specOf, type AppRow } from './app.repo';
import { placeConfigFiles } from './config-files';
import { noteEvent, type Reason } from './deployment.repo';
import { ensureImage, joinNetworks, makeContainer, removeContainer, type Image, type Prepared } from './engine-runtime.adapter';
import { internalDns } from './internal-dns';
import { endInstance, markStarted, noteContainer, type Ending, type InstanceRow } from './instance.repo';
import { activeDeployment } from './observe-app';
import { forgetContainer } from './prober';
import { removeSidecars, tendSidecars } from './sidecars';
import { guardImage, claimImage } from './tenant-image';
import { ensureTenantNetwork } from './tenant-network';
import { tellApp } from './tell-app';

/** What pulls are under way, for the screen only. */
export const pulls = () => processState('app-pulls', () => new Map<string, object>());

/** Everything that an instance of a version needs before its container can be made. */
export async function prepare(app: AppRow, engine: Engine, version: number): Promise<Prepared> {
  const spec = specOf(app, version);
  const image = await prepareImage(app, engine, version);
  const settings = await settingsOf(app, engine, version);
  const { network } = pinsOf(app, version);
  if (network) await ensureTenantNetwork(engine, app.path, network);
  const dns = network ? await internalDns().serversFor(engine, app.path, network) : [];
  return { image, dns, env: resolveEnv(spec.env, settings.variables, settings.secrets), files: await placeConfigFiles(engine, app.id, version, resolveFiles(spec.configFiles, settings.secrets), image.reference) };
}

async function prepareImage(app: AppRow, engine: Engine, version: number): Promise<Image> {
  const pinned = app.versions.find(({ number }) => number === version)?.imageId ?? null;
  const spec = specOf(app, version);
  if (!pinned) await guardImage(engine, app.path, spec, pinsOf(app, version));
  const image = await ensure(app, engine, spec, pinned);
  await claimImage(engine, app.path, image, spec, pinsOf(app, version));
  if (!pinned) await pinImage(app.id, version, image.id);
  return image;
}

async function settingsOf(app: AppRow, engine: Engine, version: number) {
  const pins = pinsOf(app, version);
  const images: Record<string, string> = {};
  const { sidecars } = specOf(app, version);
  for (const sidecar of sidecars) {
    const pinned = pins.images[sidecar.name] ?? null;
    if (!pinned) await guardImage(engine, app.path, sidecar, pins);
    const image = await ensure(app, engine, sidecar, pinned);
    await claimImage(engine, app.path, image, sidecar, pins);
    images[sidecar.name] = image.id;
  }
  if (sidecars.some(({ name }) => images[name] !== pins.images[name])) await pinSidecarImages(app.id, version, images);
  return { variables: pins.variables, secrets: await openSecrets(pins.secrets), images };
}

function ensure(app: AppRow, engine: Engine, wish: Parameters<typeof ensureImage>[1], pinned: string | null): Promise<Image> {
  const deployment = activeDeployment(app);
  return ensureImage(engine, wish, pinned, (progress) => {
    if (progress?.layers === 0 && deployment) void noteEvent(deployment.id, 'image_pulling', { image: wish.image });
    if (progress) pulls().set(app.id, progress);
    else pulls().delete(app.id);
    tellApp(app.id, app.path);
  });
}

/** Makes, joins and starts; each step meets its own work when it is repeated. */
export async function bringUp(app: AppRow, row: InstanceRow, engine: Engine, prepared: Prepared): Promise<void> {
  const spec = placedSpecOf(app, row.versionNumber);
  const containerId = row.containerId ?? (await makeContainer(engine, app, row, spec, prepared));
  appsByContainer().set(containerId, { id: app.id, path: app.path });
  if (row.containerId !== containerId) await noteContainer(row.id, containerId);
  await joinNetworks(engine, containerId, spec.networks);
  await startOrDiscard(engine, row, containerId);
  await engine.inventory.refresh('container');
  await tend(app, { ...row, containerId }, engine);
  await markStarted(row.id);
  const deployment = activeDeployment(app);
  if (deployment) await noteEvent(deployment.id, 'instance_started', { instance: row.containerName, version: row.versionNumber });
  tellApp(app.id, app.path);
}

/**
 * An engine that was killed while it started a container may have lost what it began: the container can then neither be
 * started nor is it running. Only another one in its place helps, which the next pass makes.
 */
async function startOrDiscard(engine: Engine, row: InstanceRow, containerId: string): Promise<void> {
  try {
    await startContainer(engine, containerId);
  } catch (error) {
    if (isAppError(error) && error.code === 'environments.engine_refused' && /already exists/.test(String(error.params.reason))) {
      await discardContainer(engine, containerId);
      await noteContainer(row.id, null);
    }
    throw error;
  }
}

/** Its sidecars are there, in the network that it has now. */
export const tend = (app: AppRow, row: InstanceRow, engine: Engine) => tendSidecars(app, row, specOf(app, row.versionNumber), engine, () => settingsOf(app, engine, row.versionNumber));

export async function takeDown(app: AppRow, row: InstanceRow, engine: Engine, cause?: Reason): Promise<void> {
  const spec = specOf(app, row.versionNumber);
  const containerId = row.containerId ?? (await findByName(engine, row));
  const nothing: Ending = { exitCode: null, reason: null, lastLog: null };
  const ending = containerId ? await removeContainer(engine, containerId, spec) : nothing;
  await removeSidecars(row, spec, engine, spec.taskKillGracePeriodSeconds);
  if (containerId) forgetContainer(containerId);
  const known = cause ?? (row.reason as unknown as Reason | null);
  await endInstance(row, known ? { ...ending, reason: known, exitCode: row.exitCode ?? ending.exitCode } : ending, new Date());
  const deployment = activeDeployment(app);
  if (deployment) await noteEvent(deployment.id, 'instance_removed', { instance: row.containerName, version: row.versionNumber });
  tellApp(app.id, app.path);
}

/** A create whose answer was lost left a container that only its name leads to. */
const findByName = (engine: Engine, row: InstanceRow) =>
  engine.call((docker) => docker.getContainer(row.containerName).inspect()).then(
    (found) => (found.Config.Labels['gantry.instance'] === row.id ? found.Id : null),
    (error: unknown) => {
      if (isAppError(error) && error.status === 404) return null;
      throw error;
    },
  );
