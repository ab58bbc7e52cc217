import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

interface User {
  uid: number;
  gid: number;
}

const USER = 'postgres';
const TRAVERSE = 'dac_read_search';
/** Nothing of the console's own environment, which holds secrets; a shell without a login has no sbin in its path. */
const ENV = { PATH: `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin`, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv;

/**
 * Who Postgres runs as. It refuses to be root, so under root it is the system user `postgres`, made if missing;
 * otherwise it is whoever runs the console.
 */
export function postgresUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = findUser();
  if (known) return known;
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', USER], { stdio: 'ignore', env: ENV });
  const made = findUser();
  if (!made) throw new Error(`Postgres does not run as root, and the system user "${USER}" could not be made. Make it, or set DATABASE_URL.`);
  return made;
}

/** Gives a file or folder to the user that Postgres runs as; its mode stays as it is. */
export function giveToPostgres(file: string): void {
  const user = postgresUser();
  if (user) chownSync(file, user.uid, user.gid);
}

/**
 * Starts a Postgres program apart from this process's signals, and with nothing of this process's environment.
 * `reaches` are the paths that it opens.
 */
export function spawnAsPostgres(program: string, args: string[], { reaches, output }: { reaches: string[]; output: number }): ChildProcess {
  const options = { detached: true, stdio: ['ignore', output, output] as ['ignore', number, number], cwd: '/', env: ENV };
  const user = postgresUser();
  if (!user) return spawn(program, args, options);
  if ([program, ...reaches].every((file) => canReach(file, user))) return spawn(program, args, { ...options, ...user });
  // Below a closed home such as /root the user gets the one capability that passes through folders, so that nobody's
  // home has to be opened. Without no_setuid_fixup, access(2) would not see it.
  const only = `-all,+${TRAVERSE}`;
  const drop = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup', `--inh-caps=${only}`, `--ambient-caps=${only}`, `--bounding-set=${only}`];
  return spawn('setpriv', [...drop, '--', program, ...args], options);
}

function canReach(file: string, user: User): boolean {
  const dir = path.dirname(path.resolve(file));
  const { mode, uid, gid } = statSync(dir);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (dir === path.dirname(dir) || canReach(dir, user));
}

function findUser(): User | undefined {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((row) => row.startsWith(`${USER}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
