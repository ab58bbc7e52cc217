import { parseArgs } from 'node:util';
import { openDatabase } from './open-database';

const MOST_DAYS = 3650;

const { name, days } = readArguments();
const giveBack = await openDatabase('npm run token').catch((error: Error) => fail(error.message));
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
