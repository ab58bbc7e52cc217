import { parseArgs } from 'node:util';
import path from 'node:path';
import { dataFolderOwner, readOrCreateSecret } from '../lib/platform/server/data-folder';
import { startEmbeddedPostgres } from '../lib/platform/server/embedded-postgres';
import { migrate } from '../lib/platform/server/migrate';

const { values } = parseArgs({ options: { name: { type: 'string' }, days: { type: 'string' } } });
const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};
const name = values.name?.trim() || fail('Name the token: npm run token -- --name ci [--days 90]');
const days = values.days === undefined ? null : Number(values.days);
if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3650)) fail('--days takes a whole number from 1 to 3650.');

const dataDir = path.resolve(process.env.GANTRY_DATA ?? '.gantry');
const running = dataFolderOwner(dataDir) !== undefined;
process.env.GANTRY_SECRET ??= readOrCreateSecret(dataDir);
const database = process.env.DATABASE_URL ? undefined : await startEmbeddedPostgres(path.join(dataDir, 'postgres'));
process.env.DATABASE_URL ??= database?.url;
await migrate(process.env.DATABASE_URL!, path.resolve(import.meta.dirname, '../prisma/migrations'));

// After the environment is set: these read it when they load.
const { createTokenFromCommandLine } = await import('../lib/access/server/create-token');
const { translateError } = await import('../lib/access/server/problem');
const made = await createTokenFromCommandLine({ name, expiresInDays: days }).catch(async (error: unknown) => fail((await translateError(error, 'en')).detail));
process.stdout.write(`${made.token}\n`);
// The running console's Postgres was only borrowed.
if (!running) await database?.stop();
process.exit(0);
