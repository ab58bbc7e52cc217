import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { findEngine } from '../lib/platform/server/find-engine';
import { makeRunFolder } from '../lib/testing/run-folder';
import { canStartEngines, startEngine } from '../lib/testing/start-engine';
import { ADMIN } from './admin';
import { freePort, removeDataFolder, ROOT, waitUntilReady } from './start-console';

/** The built console, started as a person starts it, on an engine and a data folder of this run's own. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = makeRunFolder('gantry-e2e-', removeDataFolder);
  const engine = canStartEngines ? await startEngine([], { reachable: true }) : findEngine();
  if (!engine || !('socketPath' in engine)) throw new Error('Browser tests need a Docker engine on a local socket.');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: {
      ...process.env, GANTRY_DATA: path.join(folder.dir, 'data'), PORT: String(port), DOCKER_HOST: `unix://${engine.socketPath}`,
      GANTRY_ADMIN_EMAIL: ADMIN.email, GANTRY_ADMIN_PASSWORD: ADMIN.password, DATABASE_URL: '', GANTRY_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stop = () => stopChild(child);
  process.once('exit', () => child.kill('SIGKILL'));
  await waitUntilReady(url, child);
  process.env.GANTRY_E2E_URL = url;
  process.env.GANTRY_E2E_SOCKET = engine.socketPath;
  return async () => {
    await stop();
    if ('stop' in engine) await engine.stop();
    folder.remove();
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
}
