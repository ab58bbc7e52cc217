import { openDatabase } from './open-database';

const giveBack = await openDatabase('npm run secrets:rotate').catch((error: Error) => fail(error.message));
process.exitCode = await rotate().finally(giveBack);
process.exit();

async function rotate(): Promise<number> {
  // After the environment is set: these read it when they load.
  const { rotateKeys } = await import('../lib/platform/server/rotate-keys');
  try {
    const { resealed, madeKey } = await rotateKeys();
    process.stdout.write(`${resealed} stored secrets are sealed with ${madeKey ? 'a new key; the old ones are gone' : 'the first key of GANTRY_SEAL_KEYS; the others can be removed'}.\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nNothing is lost: what is not sealed anew keeps its key. Run the command again.\n`);
    return 1;
  }
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
