import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ChainReport } from '../lib/audit/server/verify-chains';
import { openDatabase } from './open-database';

const SENTENCES: Record<NonNullable<ChainReport['problem']>['kind'], string> = {
  changed: 'was changed', missing: 'is missing', cut: 'and all after it were cut off', rewritten: 'is not the one that its anchor names', anchorLost: 'stands, but the anchor of the chain in the table AuditAnchor is gone or behind it',
};

// A key made now would fit no row.
const secret = path.resolve(process.env.GANTRY_DATA || '.gantry', 'secret.key');
if (!process.env.GANTRY_SECRET && !existsSync(secret)) fail(`There is no ${secret}. Set GANTRY_DATA to the console's data folder, or GANTRY_SECRET to its secret.`);
const giveBack = await openDatabase('npm run audit:verify').catch((error: Error) => fail(error.message));
process.exitCode = await verify().finally(giveBack);
process.exit();

async function verify(): Promise<number> {
  // After the environment is set: these read it when they load.
  const { verifyChains } = await import('../lib/audit/server/verify-chains');
  const { chains, unchained } = await verifyChains();
  for (const chain of chains) process.stdout.write(`${line(chain)}\n`);
  if (chains.length === 0) process.stdout.write('No chain has a row yet.\n');
  if (unchained.before > 0) process.stdout.write(`${unchained.before} rows are from before the chain and cannot be verified.\n`);
  if (unchained.since > 0) process.stdout.write(`${unchained.since} rows without a number were put in later: not by Gantry.\n`);
  return chains.every(({ problem }) => !problem) && unchained.since === 0 ? 0 : 1;
}

function line({ chain, rows, problem }: ChainReport): string {
  const name = chain || '(console)';
  if (!problem) return `${name}  ${rows} rows  OK`;
  const row = [`row ${problem.seq}`, ...(problem.at ? [`of ${problem.at}`] : []), ...(problem.id ? [`(${problem.id})`] : [])].join(' ');
  return `${name}  ${rows} rows read  BROKEN: ${row} ${SENTENCES[problem.kind]}`;
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
