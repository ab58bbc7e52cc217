import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { config } from './config';
import { processState } from './process-state';

export interface SealKey {
  id: string;
  key: Buffer;
}
const LINE = /^([a-z0-9]{4,16}):([A-Za-z0-9_-]{43})$/;
const fileOf = () => path.join(config.dataDir, 'seal.keys');

/** The key that stands for those who never rotated: made of the console's secret. Values sealed with it say `v1`. */
export const firstKey = (): Buffer => Buffer.from(hkdfSync('sha256', config.secret, '', 'gantry/seal/v1', 32));

function parse(text: string, from: string): SealKey[] {
  return text.split(/[\s,]+/).filter(Boolean).map((line) => {
    const [, id, key] = LINE.exec(line) ?? [];
    if (!id || !key) throw new Error(`${from} holds a line that is no key: <id>:<32 bytes, base64url>`);
    return { id, key: Buffer.from(key, 'base64url') };
  });
}

/**
 * The keys that stored secrets are sealed with, the current one first; none until the first rotation. From
 * `GANTRY_SEAL_KEYS`, else from `seal.keys` in the data folder, which is read again when it changed: a rotation happens
 * while the console runs.
 */
export function sealKeys(): readonly SealKey[] {
  const given = process.env.GANTRY_SEAL_KEYS;
  if (given) return parse(given, 'GANTRY_SEAL_KEYS');
  const file = fileOf();
  const changedAt = existsSync(file) ? statSync(file).mtimeMs : 0;
  const known = processState('seal-keys', () => ({ changedAt: -1, keys: [] as SealKey[] }));
  if (known.changedAt !== changedAt) Object.assign(known, { changedAt, keys: changedAt === 0 ? [] : parse(readFileSync(file, 'utf8'), file) });
  return known.keys;
}

/** Renamed into place: a rotation that is killed leaves the old keys or the new ones, never half a file. */
export function writeSealKeys(keys: readonly SealKey[]): void {
  const file = fileOf();
  writeFileSync(`${file}.new`, `${keys.map(({ id, key }) => `${id}:${key.toString('base64url')}`).join('\n')}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export const newSealKey = (): SealKey => ({ id: randomBytes(4).toString('hex'), key: randomBytes(32) });
