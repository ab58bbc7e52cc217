import { resealAll } from './reseal.repo';
import { newSealKey, sealKeys, writeSealKeys } from './seal-keys';

/**
 * Makes a new key, seals everything with it, and forgets the old ones. Killed at any line, it is simply run again: until
 * its end the old keys stay. Keys from the environment are its owner's to change; what they head is used.
 */
export async function rotateKeys(): Promise<{ resealed: number; madeKey: boolean }> {
  const madeKey = !process.env.GANTRY_SEAL_KEYS;
  if (madeKey) writeSealKeys([newSealKey(), ...sealKeys()]);
  let resealed = 0;
  // What a running console sealed with the old key in between is found by the next look.
  for (let found = -1; found !== 0; resealed += found) found = await resealAll();
  if (madeKey) writeSealKeys(sealKeys().slice(0, 1));
  return { resealed, madeKey };
}
