import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type FoundEngine =
  | { kind: 'socket'; socketPath: string; foundBy: string }
  | { kind: 'tcp'; host: string; port: number; tls?: { ca: string; cert: string; key: string }; foundBy: string };

/** Where an engine is likely to be, best first: what a person set, then their context, then the usual sockets. */
export function findEngine(env: NodeJS.ProcessEnv = process.env, home = os.homedir()): FoundEngine | undefined {
  if (env.DOCKER_HOST) return fromHost(env.DOCKER_HOST, 'DOCKER_HOST', env.DOCKER_CERT_PATH);
  const context = currentContext(env, home);
  if (context) return context;
  const socketPath = usualSockets(env, home).find(isSocket);
  return socketPath ? { kind: 'socket', socketPath, foundBy: socketPath } : undefined;
}

function usualSockets(env: NodeJS.ProcessEnv, home: string): string[] {
  const runtime = env.XDG_RUNTIME_DIR ?? `/run/user/${process.getuid?.() ?? 0}`;
  return [
    '/var/run/docker.sock',
    path.join(runtime, 'docker.sock'),
    path.join(home, '.docker/run/docker.sock'),
    path.join(home, '.docker/desktop/docker.sock'),
    path.join(runtime, 'podman/podman.sock'),
    '/run/podman/podman.sock',
    path.join(home, '.local/share/containers/podman/machine/podman.sock'),
  ];
}

const isSocket = (file: string) => {
  try {
    return statSync(file).isSocket();
  } catch {
    return false;
  }
};

function fromHost(host: string, foundBy: string, certPath?: string): FoundEngine | undefined {
  if (host.startsWith('unix://')) return { kind: 'socket', socketPath: host.slice('unix://'.length), foundBy };
  const match = /^tcp:\/\/([^:/]+|\[[^\]]+\])(?::(\d+))?\/?$/.exec(host);
  if (!match) return undefined;
  const tls = certPath ? readTls(certPath) : undefined;
  return { kind: 'tcp', host: match[1]!.replace(/^\[|\]$/g, ''), port: Number(match[2] ?? (tls ? 2376 : 2375)), ...(tls && { tls }), foundBy };
}

function readTls(dir: string) {
  const read = (name: string) => readFileSync(path.join(dir, name), 'utf8');
  return ['ca.pem', 'cert.pem', 'key.pem'].every((name) => existsSync(path.join(dir, name)))
    ? { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') }
    : undefined;
}

/** The Docker CLI keeps a context under the SHA-256 of its name. */
function currentContext(env: NodeJS.ProcessEnv, home: string): FoundEngine | undefined {
  const dir = env.DOCKER_CONFIG ?? path.join(home, '.docker');
  const name = env.DOCKER_CONTEXT ?? (readJson(path.join(dir, 'config.json')) as { currentContext?: string } | undefined)?.currentContext;
  if (!name || name === 'default') return undefined;
  const id = createHash('sha256').update(name).digest('hex');
  const meta = readJson(path.join(dir, 'contexts/meta', id, 'meta.json')) as { Endpoints?: { docker?: { Host?: string } } } | undefined;
  const host = meta?.Endpoints?.docker?.Host;
  const tlsDir = path.join(dir, 'contexts/tls', id, 'docker');
  return host ? fromHost(host, `context ${name}`, existsSync(tlsDir) ? tlsDir : undefined) : undefined;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
