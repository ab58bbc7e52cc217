import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { randomToken } from './seal';

/** Somebody else's console runs on this folder; `message` is a sentence for a person. */
export class DataFolderInUse extends Error {}

interface LockOwner {
  pid: number;
  /** Start time of that process in kernel ticks; a reused pid has another. */
  startTicks: string;
  url: string;
}

/** Makes the folder with mode 0700 and takes it for this process. Throws {@link DataFolderInUse}. */
export function takeDataFolder(dir: string, url: string): { release(): void } {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const file = path.join(dir, 'console.lock');
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, JSON.stringify({ pid: process.pid, startTicks: startTicksOf(process.pid) ?? '', url } satisfies LockOwner));
      closeSync(handle);
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 5) throw error;
      const owner = readOwner(file);
      if (owner && isAlive(owner)) {
        throw new DataFolderInUse(`Gantry already runs on ${dir} (process ${owner.pid}, ${owner.url}). Stop it first, or set GANTRY_DATA to another folder.`);
      }
      rmSync(file, { force: true });
    }
  }
}

/** Who holds the folder now, if that process lives. */
export function dataFolderOwner(dir: string): LockOwner | undefined {
  const owner = readOwner(path.join(dir, 'console.lock'));
  return owner && isAlive(owner) ? owner : undefined;
}

function readOwner(file: string): LockOwner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockOwner;
  } catch {
    return undefined;
  }
}

function isAlive(owner: LockOwner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const ticks = startTicksOf(owner.pid);
  return ticks === undefined || owner.startTicks === '' || ticks === owner.startTicks;
}

/** Field 22 of /proc/<pid>/stat; undefined where there is no /proc. The name in field 2 may hold spaces. */
function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** The key that signs sessions and seals stored credentials; made once and kept beside the data. */
export function readOrCreateSecret(dir: string): string {
  const file = path.join(dir, 'secret.key');
  if (!existsSync(file)) writeFileSync(file, randomToken(32), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
