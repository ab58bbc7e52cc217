import Docker from 'dockerode';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { importBusybox } from './busybox-image';

const PREFIX = 'gte-';
/** Socket paths hold about a hundred characters, so not below a project's folder. */
const BASE = '/tmp';

export interface StartedEngine {
  docker: Docker;
  socketPath: string;
  dir: string;
  /** Kills the daemon with SIGKILL; its containers go on. */
  kill9(): Promise<void>;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Starts the daemon again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const canStartEngines = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('dockerd', ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * An engine of the test's own: data root, socket, network and cgroup are apart from every other engine on the machine.
 * Left-over engines of killed runs are swept first.
 */
export async function startEngine(extraArgs: string[] = []): Promise<StartedEngine> {
  sweepLeftovers();
  const dir = mkdtempSync(path.join(BASE, PREFIX));
  writeFileSync(path.join(dir, 'owner'), String(process.pid));
  const socketPath = path.join(dir, 'd.sock');
  const docker = new Docker({ socketPath });
  let daemon: ChildProcess;

  const start = async () => {
    rmSync(path.join(dir, 'pid'), { force: true });
    const output = openSync(path.join(dir, 'log'), 'a');
    // A network namespace of its own: its bridges meet nobody's, and a browser on this machine sees no interface come or go.
    daemon = spawn('unshare', [
      '--net', 'dockerd', '--host', `unix://${socketPath}`, '--data-root', path.join(dir, 'data'), '--exec-root', path.join(dir, 'exec'), '--pidfile', path.join(dir, 'pid'),
      '--cgroup-parent', `/${path.basename(dir)}`, ...extraArgs,
    ], { stdio: ['ignore', output, output], detached: true });
    daemon.unref();
    closeSync(output);
    for (let waited = 0; waited < 60_000; waited += 50) {
      if (await docker.ping().then(() => true, () => false)) return;
      if (daemon.exitCode !== null) break;
      await sleep(50);
    }
    throw new Error(`dockerd did not start:\n${readFileSync(path.join(dir, 'log'), 'utf8').slice(-2000)}`);
  };
  const ended = () => (daemon.exitCode !== null || daemon.signalCode !== null ? Promise.resolve() : new Promise<void>((resolve) => daemon.once('exit', () => resolve())));

  mkdirSync(path.join(dir, 'data'));
  await start();
  await importBusybox(docker);
  return {
    docker, socketPath, dir,
    async kill9() { daemon.kill('SIGKILL'); await ended(); },
    signal: (name) => void daemon.kill(name),
    restart: start,
    async stop() {
      daemon.kill('SIGCONT');
      const rows = await docker.listContainers({ all: true }).catch(() => []);
      await Promise.all(rows.map((row) => docker.getContainer(row.Id).remove({ force: true }).catch(() => {})));
      daemon.kill('SIGTERM');
      await Promise.race([ended(), sleep(20_000, undefined, { ref: false })]);
      remove(dir);
    },
  };
}

function sweepLeftovers(): void {
  for (const name of readdirSync(BASE).filter((entry) => entry.startsWith(PREFIX))) {
    const dir = path.join(BASE, name);
    const read = (file: string) => (existsSync(path.join(dir, file)) ? readFileSync(path.join(dir, file), 'utf8').trim() : '');
    const owner = Number(read('owner'));
    if (owner && existsSync(`/proc/${owner}`)) continue;
    const pid = Number(read('pid'));
    if (pid && existsSync(`/proc/${pid}`)) spawnSync('kill', ['-9', String(pid)]);
    remove(dir);
  }
}

/** Containers' processes outlive a killed daemon; mounts outlive both. */
function remove(dir: string): void {
  for (const cgroup of ['memory', 'pids', 'unified', ''].map((controller) => path.join('/sys/fs/cgroup', controller, path.basename(dir)))) killCgroup(cgroup);
  spawnSync('pkill', ['-9', '-f', `${dir}/`]);
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1] ?? '').filter((mount) => mount.startsWith(`${dir}/`));
  for (const mount of mounts.reverse()) spawnSync('umount', ['-l', mount]);
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function killCgroup(dir: string): void {
  if (!existsSync(dir)) return;
  for (const child of readdirSync(dir, { withFileTypes: true })) {
    if (!child.isDirectory()) continue;
    const procs = path.join(dir, child.name, 'cgroup.procs');
    for (const pid of existsSync(procs) ? readFileSync(procs, 'utf8').split('\n').filter(Boolean) : []) spawnSync('kill', ['-9', pid], { stdio: 'ignore' });
  }
}
