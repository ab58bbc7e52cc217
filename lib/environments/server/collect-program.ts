import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Nothing of the console's own environment, which holds secrets; a shell without a login has no sbin in its path. */
const ENV = { PATH: '/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
const SLOW_MS = 5 * 60_000;

/** Debian's package of each program that Gantry runs beside the apps, and where it lies. */
const PROGRAMS = { haproxy: { pkg: 'haproxy', at: '/usr/sbin/haproxy' }, socat: { pkg: 'socat', at: '/usr/bin/socat' }, dnsmasq: { pkg: 'dnsmasq-base', at: '/usr/sbin/dnsmasq' } } as const;
export type Program = keyof typeof PROGRAMS;

/** A file of this machine, and where it belongs in the image. */
export interface ProgramFile {
  source: string;
  at: string;
}

/**
 * The programs with every shared library that they load. What is not installed is fetched as a package and unpacked into
 * a folder that is gone afterwards: nothing is installed on this machine. Throws the tool's own words.
 */
export async function withPrograms<T>(programs: readonly Program[], work: (files: ProgramFile[]) => Promise<T>): Promise<T> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'gantry-programs-'));
  try {
    const missing = programs.filter((program) => !existsSync(PROGRAMS[program].at));
    if (missing.length > 0) await unpack(missing.map((program) => PROGRAMS[program].pkg), root);
    const files = new Map<string, string>();
    for (const program of programs) {
      const { at } = PROGRAMS[program];
      const source = existsSync(at) ? at : path.join(root, at);
      files.set(at, source);
      for (const library of await librariesOf(source, root)) files.set(library.startsWith(root) ? library.slice(root.length) : library, library);
    }
    return await work([...files].map(([at, source]) => ({ at, source })));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function unpack(packages: readonly string[], root: string): Promise<void> {
  const archives = path.join(root, 'archives');
  await mkdir(path.join(archives, 'partial'), { recursive: true });
  const fetch = () => run('apt-get', ['-o', `Dir::Cache::archives=${archives}`, '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User=', '-y', '--no-install-recommends', '--download-only', 'install', ...packages], { env: ENV as never, timeout: SLOW_MS });
  await fetch().catch(async () => {
    // The lists of a machine that was just made are empty or old.
    await run('apt-get', ['update', '-qq'], { env: ENV as never, timeout: SLOW_MS });
    return fetch();
  });
  for (const name of await readdir(archives)) if (name.endsWith('.deb')) await run('dpkg-deb', ['-x', path.join(archives, name), root], { env: ENV as never, timeout: SLOW_MS });
  await rm(archives, { recursive: true });
}

async function librariesOf(program: string, root: string): Promise<string[]> {
  const folders = ['lib', 'usr/lib'].flatMap((lib) => ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((triplet) => path.join(root, lib, triplet)));
  const { stdout } = await run('ldd', [program], { env: { ...ENV, LD_LIBRARY_PATH: folders.join(':') } as never, timeout: 30_000 });
  const absent = /^\s*(\S+) => not found/m.exec(stdout)?.[1];
  if (absent) throw new Error(`${program} needs ${absent}, which was not found`);
  return [...stdout.matchAll(/^\s*(?:\S+ => )?(\/\S+) \(0x/gm)].map((found) => found[1]!);
}
