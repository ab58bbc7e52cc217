import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from '../platform/server/process-identity';

/** Socket paths hold about a hundred characters, so not below a project's folder. */
const BASE = '/tmp';
const OWNER = 'owner.json';

/**
 * A folder of this process's own. `remove` ends what runs in it and deletes it; that also happens when the process
 * ends without, and when it is killed, at the next call for the same prefix.
 */
export function makeRunFolder(prefix: string, remove: (dir: string) => void = deleteFolder): { dir: string; remove(): void } {
  sweep(prefix, remove);
  const dir = mkdtempSync(path.join(BASE, prefix));
  writeFileSync(path.join(dir, OWNER), JSON.stringify(identityOf(process.pid)));
  const close = () => {
    process.off('exit', close);
    remove(dir);
  };
  process.on('exit', close);
  exitOnSignals();
  return { dir, remove: close };
}

export function deleteFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The processes whose command line names a path below `dir`, and that are one of `programs`. */
export function processesOf(dir: string, programs: string[]): number[] {
  return readdirSync('/proc').map(Number).filter((pid) => {
    if (!pid || pid === process.pid) return false;
    try {
      const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return programs.includes(path.basename(program)) && args.some((arg) => arg.includes(`${dir}/`));
    } catch {
      return false;
    }
  });
}

export function killAll(pids: number[]): void {
  // 0 stands for a process of another namespace, and to kill(2) for this process's own group.
  for (const pid of pids.filter((known) => known > 0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function sweep(prefix: string, remove: (dir: string) => void): void {
  for (const name of readdirSync(BASE).filter((entry) => entry.startsWith(prefix))) {
    const file = path.join(BASE, name, OWNER);
    // A folder without an owner is one that another process is making right now.
    if (existsSync(file) && !isAlive(JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity)) remove(path.join(BASE, name));
  }
}

let exits = false;

/** A process that a signal ends runs no `exit` handler unless it says so. */
function exitOnSignals(): void {
  if (exits) return;
  exits = true;
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}
