import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findEngine } from '../lib/platform/server/find-engine';
import { canStartEngines, startEngine } from '../lib/testing/start-engine';
import { ADMIN } from './admin';

const ROOT = path.resolve(import.meta.dirname, '..');
const READY_MS = 60_000;

/** The built console on an engine and a data folder of this run's own. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'gantry-e2e-'));
  const engine = canStartEngines ? await startEngine() : findEngine();
  if (!engine || !('socketPath' in engine)) throw new Error('Browser tests need a Docker engine on a local socket.');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const console_ = spawn(process.execPath, ['.next/gantry-server.mjs'], {
    cwd: ROOT,
    env: {
      ...process.env, NODE_ENV: 'production', GANTRY_ROOT: ROOT, GANTRY_DATA: dataDir, PORT: String(port), DOCKER_HOST: `unix://${engine.socketPath}`,
      GANTRY_ADMIN_EMAIL: ADMIN.email, GANTRY_ADMIN_PASSWORD: ADMIN.password, DATABASE_URL: '', GANTRY_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await ready(url, console_);
  process.env.GANTRY_E2E_URL = url;
  process.env.GANTRY_E2E_SOCKET = engine.socketPath;
  return async () => {
    console_.kill('SIGTERM');
    await new Promise((resolve) => console_.once('exit', resolve));
    if ('stop' in engine) await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < READY_MS; waited += 100) {
    if (child.exitCode !== null) break;
    if (await fetch(`${url}/api/health`).then((response) => response.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The console did not become ready at ${url}.`);
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
