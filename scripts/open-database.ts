import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolderOwner, readOrCreateSecret, takeDataFolder } from '../lib/platform/server/data-folder';
import { adoptEmbeddedPostgres, startEmbeddedPostgres } from '../lib/platform/server/embedded-postgres';
import { migrate } from '../lib/platform/server/migrate';

const STARTING_MS = 60_000;

/** Borrows the running console's database, or starts it. Returns how to give it back. */
export async function openDatabase(command: string): Promise<() => Promise<void>> {
  const dataDir = path.resolve(process.env.GANTRY_DATA || '.gantry');
  process.env.GANTRY_DATA = dataDir;
  const dir = path.join(dataDir, 'postgres');
  if (dataFolderOwner(dataDir)) {
    process.env.GANTRY_SECRET ||= readOrCreateSecret(dataDir);
    process.env.DATABASE_URL ||= (await waitForDatabase(dir)).url;
    return async () => {};
  }
  const lock = takeDataFolder(dataDir, command);
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
  throw new Error(`The console on ${path.dirname(dir)} does not offer its database.`);
}
