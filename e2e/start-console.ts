import type { ChildProcess } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deleteFolder, killAll, processesOf } from '../lib/testing/run-folder';

export const ROOT = path.resolve(import.meta.dirname, '..');
// A build may have to be made first.
const READY_MS = 240_000;

export async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < READY_MS && child.exitCode === null; waited += 100) {
    if (await fetch(`${url}/api/health`).then((response) => response.ok, () => false)) return;
    await sleep(100);
  }
  throw new Error(`The console did not become ready at ${url}.`);
}

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** With whatever Postgres a killed console left running in it. */
export function removeDataFolder(dir: string): void {
  killAll(processesOf(dir, ['postgres', 'initdb']));
  deleteFolder(dir);
}
