import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dataFolderOwner, readOrCreateSecret, takeDataFolder } from '../lib/platform/server/data-folder';
import { adoptEmbeddedPostgres, startEmbeddedPostgres } from '../lib/platform/server/embedded-postgres';
import { migrate } from '../lib/platform/server/migrate';

const STARTING_MS = 60_000;
const MOST_DAYS = 3650;

const { name, days } = readArguments();
const dataDir = path.resolve(process.env.GANTRY_DATA || '.gantry');
const giveBack = await openDatabase();
process.exitCode = await printToken().finally(giveBack);
process.exit();

async function printToken(): Promise<number> {
  // After the environment is set: these read it when they load.
  const { createTokenFromCommandLine } = await import('../lib/access/server/create-token');
  const { translateError } = await import('../lib/access/server/problem');
  try {
    const { token } = await createTokenFromCommandLine({ name, expiresInDays: days });
    process.stdout.write(`${token}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(await translateError(error, 'en')).detail}\n`);
    return 1;
  }
}

/** Borrows the running console's database, or starts it. Returns how to give it back. */
async function openDatabase(): Promise<() => Promise<void>> {
  const dir = path.join(dataDir, 'postgres');
  if (dataFolderOwner(dataDir)) {
    process.env.GANTRY_SECRET ||= readOrCreateSecret(dataDir);
    process.env.DATABASE_URL ||= (await waitForDatabase(dir)).url;
    return async () => {};
  }
  const lock = takeDataFolder(dataDir, 'npm run token');
  process.env.GANTRY_SECRET ||= readOrCreateSecret(dataDir);
  const database = process.env.DATABASE_URL ? undefined : await startEmbeddedPostgres(dir);
  process.env.DATABASE_URL ||= database?.url;
  await migrate(process.env.DATABASE_URL!, path.resolve(import.meta.dirname, '../prisma/migrations'));
  return async () => {
    await database?.stop();
    lock.release();
  };
}

/** A console that is just starting holds the folder before its database answers. */
async function waitForDatabase(dir: string): Promise<{ url: string }> {
  for (let waited = 0; waited < STARTING_MS; waited += 200) {
    const database = await adoptEmbeddedPostgres(dir);
    if (database) return database;
    await sleep(200);
  }
  return fail(`The console on ${dataDir} does not offer its database.`);
}

function readArguments(): { name: string; days: number | null } {
  const { values } = parseArgs({ options: { name: { type: 'string' }, days: { type: 'string' } } });
  const given = values.name?.trim() || fail('Name the token: npm run token -- --name ci [--days 90]');
  const expires = values.days === undefined ? null : Number(values.days);
  if (expires !== null && !(Number.isInteger(expires) && expires >= 1 && expires <= MOST_DAYS)) fail(`--days takes a whole number from 1 to ${MOST_DAYS}.`);
  return { name: given, days: expires };
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
