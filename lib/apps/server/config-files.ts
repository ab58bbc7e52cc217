import tar from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import type { Engine } from '@/lib/environments/server/engine';
import { unlessDone } from '@/lib/containers/server/make-container';
import { isAppError } from '@/lib/platform/errors';
import { processState } from '@/lib/platform/server/process-state';

interface ConfigFile {
  path: string;
  content: string;
  mode: string;
}

const AT = '/gantry-files';
const LABEL = 'gantry.files-of';
const filled = () => processState('config-files', () => new Set<string>());

/** One volume for the files of one version: an earlier version that comes back finds its own. */
export const filesVolumeOf = (appId: string, version: number) => `gantry-files.${appId}.v${version}`;

/**
 * Puts the files on the engine's host and tells where each lies, to be mounted read-only. A container that never runs
 * carries the content into the volume, so that it works wherever the engine is.
 */
export async function placeConfigFiles(engine: Engine, appId: string, version: number, files: readonly ConfigFile[], image: string): Promise<{ path: string; source: string }[]> {
  if (files.length === 0) return [];
  const volume = filesVolumeOf(appId, version);
  const find = () => engine.call((docker) => docker.getVolume(volume).inspect());
  const found = await find().catch((error: unknown) => {
    if (isAppError(error) && error.status === 404) return null;
    throw error;
  });
  if (!found) await engine.call((docker) => docker.createVolume({ Name: volume, Labels: { [LABEL]: appId } }));
  const { Mountpoint: root } = found ?? (await find());
  // Of one that this process did not fill nobody knows whether the filling came to its end.
  if (!found || !filled().has(`${engine.id} ${volume}`)) {
    await fill(engine, volume, files, image);
    filled().add(`${engine.id} ${volume}`);
  }
  return files.map(({ path }, index) => ({ path, source: `${root}/${index}` }));
}

async function fill(engine: Engine, volume: string, files: readonly ConfigFile[], image: string): Promise<void> {
  const pack = tar.pack();
  files.forEach(({ content, mode }, index) => pack.entry({ name: String(index), mode: Number.parseInt(mode, 8), mtime: new Date(0) }, content));
  pack.finalize();
  const archive = await buffer(pack);
  const carrier = await engine.call((docker) => docker.createContainer({ Image: image, Cmd: ['-'], Labels: { 'gantry.carrier': volume }, HostConfig: { NetworkMode: 'none', Mounts: [{ Type: 'volume', Source: volume, Target: AT }] } }));
  try {
    await engine.call((docker) => docker.getContainer(carrier.id).putArchive(archive, { path: AT }));
  } finally {
    await engine.call((docker) => unlessDone(docker.getContainer(carrier.id).remove({ force: true }), 404));
  }
}

/** Of an app that was destroyed. */
export async function removeConfigFiles(engine: Engine, appId: string): Promise<void> {
  const { Volumes: volumes } = await engine.call((docker) => docker.listVolumes({ filters: JSON.stringify({ label: [`${LABEL}=${appId}`] }) }));
  for (const { Name } of volumes ?? []) await engine.call((docker) => unlessDone(docker.getVolume(Name).remove(), 404, 409));
}
