import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEngine } from './find-engine';

let home: string;
let env: NodeJS.ProcessEnv;
const servers: net.Server[] = [];

beforeEach(() => {
  // A short path: a socket's may hold about a hundred characters.
  home = mkdtempSync('/tmp/fe-');
  env = { NODE_ENV: 'test', XDG_RUNTIME_DIR: path.join(home, 'run') };
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  rmSync(home, { recursive: true, force: true });
});

async function socketAt(...parts: string[]): Promise<string> {
  const file = path.join(home, ...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  await new Promise<void>((resolve) => servers.push(net.createServer().listen(file, resolve)));
  return file;
}

function useContext(name: string, host: string): void {
  const id = createHash('sha256').update(name).digest('hex');
  mkdirSync(path.join(home, '.docker/contexts/meta', id), { recursive: true });
  writeFileSync(path.join(home, '.docker/contexts/meta', id, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }));
  writeFileSync(path.join(home, '.docker/config.json'), JSON.stringify({ currentContext: name }));
}

const usual = () => findEngine(env, home);

describe('findEngine', () => {
  it('takes DOCKER_HOST before all else', () => {
    useContext('work', 'unix:///context.sock');
    expect(findEngine({ ...env, DOCKER_HOST: 'unix:///mine.sock' }, home)).toEqual({ kind: 'socket', socketPath: '/mine.sock', foundBy: 'DOCKER_HOST' });
  });

  it.each([
    ['tcp://10.0.0.5', { host: '10.0.0.5', port: 2375 }],
    ['tcp://engine.example:2390', { host: 'engine.example', port: 2390 }],
    ['tcp://[::1]:2375/', { host: '::1', port: 2375 }],
  ])('reads %s', (host, expected) => expect(findEngine({ ...env, DOCKER_HOST: host }, home)).toEqual({ kind: 'tcp', foundBy: 'DOCKER_HOST', ...expected }));

  it('reads client certificates beside a TCP host', () => {
    for (const name of ['ca', 'cert', 'key']) writeFileSync(path.join(home, `${name}.pem`), name);
    expect(findEngine({ ...env, DOCKER_HOST: 'tcp://engine.example', DOCKER_CERT_PATH: home }, home)).toEqual({
      kind: 'tcp', host: 'engine.example', port: 2376, tls: { ca: 'ca', cert: 'cert', key: 'key' }, foundBy: 'DOCKER_HOST',
    });
  });

  it('takes the current context before any socket', async () => {
    await socketAt('run/docker.sock');
    useContext('work', 'unix:///context.sock');
    expect(usual()).toEqual({ kind: 'socket', socketPath: '/context.sock', foundBy: 'context work' });
  });

  it('looks for the socket where the context is the default one, or gone', async () => {
    const rootless = await socketAt('run/docker.sock');
    for (const currentContext of ['default', 'deleted', undefined]) {
      mkdirSync(path.join(home, '.docker'), { recursive: true });
      writeFileSync(path.join(home, '.docker/config.json'), JSON.stringify({ currentContext }));
      // A machine's own engine goes first where it has one.
      expect(['/var/run/docker.sock', rootless]).toContain((usual() as { socketPath: string }).socketPath);
    }
  });

  it('prefers rootless Docker, then Docker Desktop, then Podman, and takes no plain file for a socket', async () => {
    const places = ['.local/share/containers/podman/machine/podman.sock', 'run/podman/podman.sock', '.docker/desktop/docker.sock', '.docker/run/docker.sock', 'run/docker.sock'];
    mkdirSync(path.join(home, 'run'), { recursive: true });
    const without = usual();
    for (const place of places) {
      const socketPath = await socketAt(place);
      // Where this machine has an engine of its own, that one is found before all of these.
      expect(usual()).toEqual(without ?? { kind: 'socket', socketPath, foundBy: socketPath });
    }
  });

  it('finds nothing in a plain file', () => {
    mkdirSync(path.join(home, 'run'), { recursive: true });
    const without = usual();
    writeFileSync(path.join(home, 'run/docker.sock'), '');
    expect(usual()).toEqual(without);
  });
});
