import Docker from 'dockerode';
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { importBusybox } from './busybox-image';
import { deleteFolder, killAll, makeRunFolder, processesOf } from './run-folder';

const PREFIX = 'gte-';
const STOP_MS = 20_000;
const CGROUPS = '/sys/fs/cgroup';
const PROGRAMS = ['dockerd', 'containerd', 'containerd-shim-runc-v2', 'docker-proxy', 'runc'];

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
export async function startEngine(extraArgs: string[] = [], { diskBytes, reachable }: { diskBytes?: number; /** Its containers' addresses are routed from this machine; an interface appears for that. */ reachable?: boolean } = {}): Promise<StartedEngine> {
  // A network namespace of its own: its bridges meet nobody's, and a browser on this machine sees no interface come or go.
  // With a loopback, so that a registry of a test can stand beside it.
  const folder = makeRunFolder(PREFIX, removeEngine);
  if (diskBytes) {
    mkdirSync(path.join(folder.dir, 'data'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', path.join(folder.dir, 'data')]);
  }
  const net10 = reachable ? freeNetwork() : undefined;
  const ownPools = net10 ? ['--bip', `${net10}.0.1/24`, '--default-address-pool', `base=${net10}.64.0/18,size=24`] : [];
  const engine = await launch(folder, ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec dockerd "$@"', 'dockerd'], [...ownPools, ...extraArgs]);
  if (net10) layRoad(net10, readFileSync(path.join(folder.dir, 'pid'), 'utf8').trim());
  return engine;
}

/** `10.n`, of which no other engine has a part. */
function freeNetwork(): string {
  const taken = execFileSync('ip', ['route'], { encoding: 'utf8' });
  const free = Array.from({ length: 150 }, (_, index) => `10.${100 + ((index + process.pid) % 150)}`).find((net10) => !taken.includes(`${net10}.`));
  if (!free) throw new Error('no free network for an engine');
  return free;
}

/** A pair of interfaces, so that a container's address leads from here to it, as on any host that runs Docker. It ends with the engine. */
function layRoad(net10: string, enginePid: string): void {
  const n = net10.split('.')[1];
  const [outer, inner] = [`gto${n}`, `gti${n}`];
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'ignore' });
  ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner, 'netns', enginePid);
  ip('addr', 'add', `${net10}.255.1/30`, 'dev', outer);
  ip('link', 'set', outer, 'up');
  const inside = (...command: string[]) => execFileSync('nsenter', ['--target', enginePid, '--net', ...command], { stdio: 'ignore' });
  inside('ip', 'addr', 'add', `${net10}.255.2/30`, 'dev', inner);
  inside('ip', 'link', 'set', inner, 'up');
  // Docker lets in only what is published; a host's own connections never pass that filter.
  inside('iptables', '-I', 'DOCKER-USER', '-i', inner, '-j', 'ACCEPT');
  ip('route', 'add', `${net10}.0.0/16`, 'via', `${net10}.255.2`);
}

export interface TlsEngine extends StartedEngine {
  host: string;
  port: number;
  /** PEM texts that a client presents. */
  tls: { ca: string; cert: string; key: string };
}

/** An engine that also listens on TCP and takes only clients with its own certificates. It has no bridge. */
export async function startTlsEngine(): Promise<TlsEngine> {
  const folder = makeRunFolder(PREFIX, removeEngine);
  const certs = makeCertificates(path.join(folder.dir, 'certs'));
  const port = await freePort();
  const tlsArgs = ['--host', `tcp://127.0.0.1:${port}`, '--tlsverify', '--tlscacert', certs.file('ca.pem'), '--tlscert', certs.file('server.pem'), '--tlskey', certs.file('server-key.pem')];
  // To be reached from here it shares this machine's network, and so makes no interface there.
  const engine = await launch(folder, ['dockerd'], ['--bridge', 'none', '--iptables=false', ...tlsArgs]);
  return { ...engine, host: '127.0.0.1', port, tls: { ca: certs.read('ca.pem'), cert: certs.read('client.pem'), key: certs.read('client-key.pem') } };
}

/** A certificate authority, a server certificate for this machine and a client certificate. */
export function makeCertificates(dir: string): { file(name: string): string; read(name: string): string } {
  mkdirSync(dir, { recursive: true });
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' });
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=gantry test ca', '-keyout', 'ca-key.pem', '-out', 'ca.pem');
  for (const [name, usage] of [['server', 'serverAuth'], ['client', 'clientAuth']] as const) {
    writeFileSync(path.join(dir, `${name}.ext`), `extendedKeyUsage=${usage}\nsubjectAltName=DNS:localhost,IP:127.0.0.1\n`);
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-keyout', `${name}-key.pem`, '-out', `${name}.csr`);
    openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`, '-out', `${name}.pem`);
  }
  const file = (name: string) => path.join(dir, name);
  return { file, read: (name) => readFileSync(file(name), 'utf8') };
}

async function launch(folder: { dir: string; remove(): void }, command: string[], extraArgs: string[]): Promise<StartedEngine> {
  const { dir } = folder;
  const socketPath = path.join(dir, 'd.sock');
  const docker = new Docker({ socketPath });
  let daemon: ChildProcess;

  const start = async () => {
    rmSync(path.join(dir, 'pid'), { force: true });
    // A killed engine's containerd lives on; the next engine would wait for it in vain.
    rmSync(path.join(dir, 'exec/containerd/containerd.pid'), { force: true });
    const output = openSync(path.join(dir, 'log'), 'a');
    const [program, ...before] = command as [string, ...string[]];
    daemon = spawn(program, [
      ...before, '--host', `unix://${socketPath}`, '--data-root', path.join(dir, 'data'), '--exec-root', path.join(dir, 'exec'), '--pidfile', path.join(dir, 'pid'),
      // A cgroup path is only a cgroup path to this driver; under systemd the default would be another.
      '--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', `/${path.basename(dir)}`, ...extraArgs,
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
  const hasEnded = () => daemon.exitCode !== null || daemon.signalCode !== null;

  mkdirSync(path.join(dir, 'data'), { recursive: true });
  await start();
  await importBusybox(docker);
  return {
    docker, socketPath, dir,
    async kill9() {
      daemon.kill('SIGKILL');
      while (!hasEnded()) await sleep(5);
    },
    signal: (name) => void daemon.kill(name),
    restart: start,
    async stop() {
      daemon.kill('SIGCONT');
      const rows = await docker.listContainers({ all: true }).catch(() => []);
      await Promise.all(rows.map((row) => docker.getContainer(row.Id).remove({ force: true }).catch(() => {})));
      daemon.kill('SIGTERM');
      // Polled: neither the daemon nor an idle promise would keep this process alive until then.
      for (let waited = 0; waited < STOP_MS && !hasEnded(); waited += 20) await sleep(20);
      folder.remove();
    },
  };
}

/** Containers' processes outlive a killed daemon; mounts outlive both. */
function removeEngine(dir: string): void {
  killAll(processesOf(dir, PROGRAMS));
  // One tree under cgroup 2, one for each controller under cgroup 1.
  const cgroups = ['', ...readdirSync(CGROUPS)].map((tree) => path.join(CGROUPS, tree, path.basename(dir))).filter((cgroup) => existsSync(cgroup));
  for (const cgroup of cgroups) killAll(processesInCgroup(cgroup));
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1] ?? '').filter((mount) => mount.startsWith(`${dir}/`));
  for (const mount of mounts.reverse()) spawnSync('umount', ['-l', mount]);
  for (const cgroup of cgroups) spawnSync('find', [cgroup, '-depth', '-type', 'd', '-delete'], { stdio: 'ignore' });
  deleteFolder(dir);
}

function processesInCgroup(dir: string): number[] {
  if (!existsSync(dir)) return [];
  const own = path.join(dir, 'cgroup.procs');
  const pids = existsSync(own) ? readFileSync(own, 'utf8').split('\n').map(Number) : [];
  return [...pids, ...readdirSync(dir, { withFileTypes: true }).filter((child) => child.isDirectory()).flatMap((child) => processesInCgroup(path.join(dir, child.name)))];
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
