import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, removeDataFolder, ROOT, waitUntilReady } from '../../e2e/start-console';
import { TEST_IMAGE } from '../../lib/testing/busybox-image';
import { makeRunFolder } from '../../lib/testing/run-folder';
import { startEngine, type StartedEngine } from '../../lib/testing/start-engine';

export const ADMIN = { email: 'bench@example.com', password: 'correct horse battery' };

export interface RunningConsole {
  url: string;
  token: string;
  /** Resident memory of the console's process. */
  rssBytes(): number;
  stop(): Promise<void>;
  /** Ends it with SIGKILL: not its launcher, but the process that talks to engine and store. */
  kill9(): Promise<void>;
}

/** An engine and data folders of the bench's own, removed at the end. */
export async function withEngine<T>(work: (engine: StartedEngine) => Promise<T>): Promise<T> {
  const engine = await startEngine([], { reachable: true });
  try {
    return await work(engine);
  } finally {
    // To take each of thousands of containers down in turn would cost minutes; the folder goes as a whole.
    await engine.kill9();
    await engine.stop();
  }
}

export async function withConsole<T>(engine: StartedEngine, work: (console: RunningConsole) => Promise<T>): Promise<T> {
  const folder = makeRunFolder('gantry-bench-', removeDataFolder);
  const console = await startConsole(path.join(folder.dir, 'data'), engine.socketPath);
  try {
    return await work(console);
  } finally {
    await console.stop();
    folder.remove();
  }
}

export async function startConsole(dataDir: string, socketPath: string, onReady = () => {}): Promise<RunningConsole> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, GANTRY_DATA: dataDir, PORT: String(port), DOCKER_HOST: `unix://${socketPath}`, DATABASE_URL: '', GANTRY_ADMIN_EMAIL: ADMIN.email, GANTRY_ADMIN_PASSWORD: ADMIN.password, GANTRY_LOG_LEVEL: 'warn' };
  const child = spawn('npm', ['start'], { cwd: ROOT, env, stdio: 'ignore' });
  await waitUntilReady(url, child);
  onReady();
  const { pid } = JSON.parse(readFileSync(path.join(dataDir, 'console.lock'), 'utf8')) as { pid: number };
  return {
    url, token: await printToken(env),
    rssBytes: () => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024,
    stop: () => stop(child),
    async kill9() {
      process.kill(pid, 'SIGKILL');
      if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
}

function printToken(env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', 'token', '--', '--name', 'bench'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => { text += String(chunk); });
    child.once('exit', (code) => (code === 0 ? resolve(text.trim()) : reject(new Error(`npm run token ended with ${code}`))));
  });
}

/** Made and not started, eight at a time, with labels and ports as real ones have them. */
export async function makeContainers({ docker }: StartedEngine, count: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const number = next++;
      await docker.createContainer({
        Image: TEST_IMAGE, Cmd: ['sleep', '3600'], name: `svc-${String(number).padStart(4, '0')}`,
        Labels: { 'com.example.team': `team-${number % 20}`, 'com.example.service': `service-${number % 100}`, 'com.example.version': `1.${number}.0` },
        ExposedPorts: { '8080/tcp': {} }, HostConfig: { Memory: 64 * 2 ** 20 },
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Resolves when the console's inventory holds that many. */
export async function untilListed({ url, token }: RunningConsole, count: number): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/api/v1/containers?limit=1`, { headers: { authorization: `Bearer ${token}` } });
    if (((await response.json()) as { total: number }).total >= count) return;
    await sleep(100);
  }
}
