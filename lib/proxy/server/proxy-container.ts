import type Docker from 'dockerode';
import { buffer } from 'node:stream/consumers';
import tar from 'tar-stream';
import type { Engine } from '@/lib/environments/server/engine';
import { makePackageImage } from '@/lib/environments/server/package-image';
import { isAppError } from '@/lib/platform/errors';
import { startContainer, unlessDone } from '@/lib/containers/server/make-container';
import { CONFIG, MASTER, type ProxyFile } from '../model/haproxy-config';
import { FOLDER } from '../model/maps';
import { noteProxyContainer, type ProxySettings } from './proxy-settings.repo';

const PACKAGE_IMAGE = 'gantry/proxy:1';
/** What is pulled where this machine has no package of its own. */
const PUBLIC_IMAGE = 'haproxy:lts';
const LABEL = 'gantry.proxy';

export const proxyNameOf = (environmentId: string) => `gantry-proxy.${environmentId.slice(-8)}`;

/** The proxy's container, made if it is not there; nothing is started. Another image in the settings makes another container. */
export async function ensureProxyContainer(engine: Engine, settings: ProxySettings): Promise<{ id: string; isRunning: boolean; isNew: boolean }> {
  const known = settings.containerId ? await inspect(engine, settings.containerId) : null;
  if (known && (!settings.image || known.Config.Image === settings.image)) return { id: known.Id, isRunning: known.State.Running && !known.State.Restarting, isNew: false };
  const image = await imageFor(engine, settings);
  if (known) await engine.call((docker) => unlessDone(docker.getContainer(known.Id).remove({ force: true }), 404));
  const id = await make(engine, image);
  await noteProxyContainer(engine.id, id);
  return { id, isRunning: false, isNew: true };
}

async function imageFor(engine: Engine, { image }: ProxySettings): Promise<string> {
  const isHere = (name: string) => engine.inventory.images().some(({ tags, digests, id }) => tags.includes(/[:@][^/]+$/.test(name) ? name : `${name}:latest`) || digests.includes(name) || id === name);
  if (image) {
    if (!isHere(image)) await pull(engine, image);
    return image;
  }
  try {
    return await makePackageImage(engine, PACKAGE_IMAGE, ['haproxy', 'socat']);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'environments.package_image_failed') throw error;
    if (!isHere(PUBLIC_IMAGE)) await pull(engine, PUBLIC_IMAGE);
    return PUBLIC_IMAGE;
  }
}

async function pull(engine: Engine, image: string): Promise<void> {
  await engine.call(
    async (docker) => {
      const output = (await docker.pull(image)) as NodeJS.ReadableStream;
      await new Promise<void>((resolve, reject) => docker.modem.followProgress(output, (error: Error | null) => (error ? reject(error) : resolve())));
    },
    { timeoutMs: 10 * 60_000 },
  );
  await engine.inventory.refresh('image');
}

/**
 * In the host's network: it reaches the bridges of all tenants, sees who really asks, and no address is translated on the
 * way. It holds no right but to take low ports and to give its own up.
 */
async function make(engine: Engine, image: string): Promise<string> {
  const name = proxyNameOf(engine.id);
  const options = {
    name, Image: image, User: '0', Entrypoint: ['haproxy'], Cmd: ['-W', '-db', '-S', `${MASTER},mode,600`, '-f', CONFIG], Labels: { [LABEL]: engine.id }, StopSignal: 'SIGUSR1', StopTimeout: 30, WorkingDir: '/',
    HostConfig: {
      NetworkMode: 'host', RestartPolicy: { Name: 'always', MaximumRetryCount: 0 }, ReadonlyRootfs: true, CapDrop: ['ALL'], CapAdd: ['NET_BIND_SERVICE', 'SETUID', 'SETGID', 'KILL', 'DAC_OVERRIDE'], SecurityOpt: ['no-new-privileges'],
      PidsLimit: 512, LogConfig: { Type: 'local', Config: { 'max-size': '20m', 'max-file': '5' } },
      Mounts: [{ Type: 'volume', Source: name, Target: FOLDER }],
    },
  };
  try {
    return (await engine.call((docker) => docker.createContainer(options as unknown as Docker.ContainerCreateOptions))).id;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'environments.object_name_taken') throw error;
    // Of a create whose answer was lost: it holds nothing that is not written anew.
    const found = await inspect(engine, name);
    if (found?.Config.Labels[LABEL] !== engine.id) throw error;
    await engine.call((docker) => unlessDone(docker.getContainer(found.Id).remove({ force: true }), 404));
    return (await engine.call((docker) => docker.createContainer(options as unknown as Docker.ContainerCreateOptions))).id;
  }
}

const inspect = (engine: Engine, idOrName: string) =>
  engine.call((docker) => docker.getContainer(idOrName).inspect()).catch((error: unknown) => {
    if (isAppError(error) && error.status === 404) return null;
    throw error;
  });

/** With its volume: it serves nobody any more. */
export async function removeProxy(engine: Engine, containerId: string): Promise<void> {
  await engine.call((docker) => unlessDone(docker.getContainer(containerId).remove({ force: true }), 404), { timeoutMs: 60_000 });
  await engine.call((docker) => unlessDone(docker.getVolume(proxyNameOf(engine.id)).remove(), 404, 409));
}

export async function putProxyFiles(engine: Engine, containerId: string, files: readonly ProxyFile[]): Promise<void> {
  const pack = tar.pack();
  for (const { path, text } of files) pack.entry({ name: path.slice(FOLDER.length + 1), mode: 0o600, mtime: new Date(0) }, text);
  pack.finalize();
  const archive = await buffer(pack);
  await engine.call((docker) => docker.getContainer(containerId).putArchive(archive, { path: FOLDER }), { timeoutMs: 60_000 });
}

/** Has HAProxy read a configuration without taking it; answers with what it complains about. */
export async function checkProxyConfig(engine: Engine, containerId: string, path: string): Promise<string | null> {
  const { code, output } = await execIn(engine, containerId, ['haproxy', '-c', '-f', path]);
  return code === 0 ? null : output.split('\n').filter((line) => line.includes('[ALERT]')).join(' ').slice(0, 600) || output.slice(-600);
}

async function execIn(engine: Engine, containerId: string, command: string[]): Promise<{ code: number; output: string }> {
  const exec = await engine.call((docker) => docker.getContainer(containerId).exec({ Cmd: command, AttachStdout: true, AttachStderr: true, Tty: true }));
  const stream = await engine.call((docker) => docker.getExec(exec.id).start({ hijack: true, Tty: true }), { timeoutMs: null });
  const output = (await buffer(stream)).toString('utf8');
  const { ExitCode } = await engine.call((docker) => docker.getExec(exec.id).inspect());
  return { code: ExitCode ?? 1, output };
}

export const startProxy = (engine: Engine, containerId: string) => startContainer(engine, containerId);
