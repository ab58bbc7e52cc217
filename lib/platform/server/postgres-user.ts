import { execFileSync } from 'node:child_process';
import { chownSync, readFileSync } from 'node:fs';

/**
 * Postgres refuses to run as root, so under root it runs as the system user `postgres` (made if missing). The folder
 * above its data is given to that user: it can be traversed and still be closed (0700) to everybody else.
 */
export function openFolderToPostgres(dir: string): void {
  if (process.getuid?.() !== 0) return;
  let ids = findUser('postgres');
  if (!ids) {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
    ids = findUser('postgres');
  }
  if (!ids) throw new Error('The system user "postgres" could not be made; create it, or set DATABASE_URL.');
  chownSync(dir, ids.uid, ids.gid);
}

function findUser(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((row) => row.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
