import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';
import { randomToken } from './seal';

/** Another console runs on this folder; `message` is a sentence for a person. */
export class DataFolderInUse extends Error {}

interface LockOwner extends ProcessIdentity {
  url: string;
}

const ATTEMPTS = 5;

/** Makes the folder with mode 0700 and takes it for this process. Throws {@link DataFolderInUse}. */
export function takeDataFolder(dir: string, url: string): { release(): void } {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const lock = lockFile(dir);
  // Linked, not written in place: nobody ever reads half a lock.
  const mine = path.join(dir, `.console.lock.${process.pid}`);
  writeFileSync(mine, JSON.stringify({ ...identityOf(process.pid), url } satisfies LockOwner), { mode: 0o600 });
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(mine, lock);
        return { release: () => rmSync(lock, { force: true }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === ATTEMPTS) throw error;
        const owner = readOwner(lock);
        if (owner && isAlive(owner)) {
          throw new DataFolderInUse(`Gantry already runs on ${dir} (process ${owner.pid}, ${owner.url}). Stop it first, or set GANTRY_DATA to another folder.`);
        }
        removeStale(lock, owner);
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Who holds the folder now, if that process lives. */
export function dataFolderOwner(dir: string): LockOwner | undefined {
  const owner = readOwner(lockFile(dir));
  return owner && isAlive(owner) ? owner : undefined;
}

const lockFile = (dir: string) => path.join(dir, 'console.lock');

/** Of two consoles that start on a killed one's folder, the slower must not remove the lock of the faster. */
function removeStale(lock: string, stale: LockOwner | undefined): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const moved = readOwner(aside);
  if (moved && moved.startTicks !== stale?.startTicks && isAlive(moved)) linkSync(aside, lock);
  rmSync(aside, { force: true });
}

function readOwner(file: string): LockOwner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockOwner;
  } catch {
    return undefined;
  }
}

/** The key that signs sessions and seals stored credentials; made once and kept beside the data. */
export function readOrCreateSecret(dir: string): string {
  const file = path.join(dir, 'secret.key');
  if (!existsSync(file)) {
    // Renamed into place: a start that is killed here leaves no empty key behind.
    writeFileSync(`${file}.new`, randomToken(32), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}
