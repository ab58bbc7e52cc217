import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `postmaster.pid` in a data directory says. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const FAST_STOP_MS = 3_000;
const STOP_MS = 6_000;

export function readPostmaster(dir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(pidFile(dir), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid && port ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Removes the file that a killed Postgres left when its pid is now somebody else's: after a restart of a machine or
 * a container Postgres would take that stranger for itself and refuse to start.
 */
export function dropStalePidFile(dir: string): void {
  const known = readPostmaster(dir);
  if (!known) return;
  try {
    if (readlinkSync(`/proc/${known.pid}/cwd`) !== realpathSync(dir)) rmSync(pidFile(dir), { force: true });
  } catch {
    // No such process, or none that we may look at: Postgres itself decides.
  }
}

/** Ends open connections and stops; what was committed is on disk. A Postgres that hangs is stopped hard and recovers. */
export async function stopPostmaster(dir: string): Promise<void> {
  const running = readPostmaster(dir);
  if (!running) return;
  const gone = () => {
    const now = readPostmaster(dir);
    return !now || now.pid !== running.pid || !signal(running.pid, 0);
  };
  signal(running.pid, 'SIGINT');
  for (let waited = 0; waited < STOP_MS && !gone(); waited += 20) {
    if (waited === FAST_STOP_MS) signal(running.pid, 'SIGQUIT');
    await sleep(20);
  }
}

const pidFile = (dir: string) => path.join(dir, 'postmaster.pid');

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
