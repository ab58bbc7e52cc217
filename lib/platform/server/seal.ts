import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { firstKey, sealKeys } from './seal-keys';

/**
 * AES-256-GCM under a key that is not in the database. `v1.<iv>.<tag>.<ciphertext>` under the key made of the console's
 * secret, `v2.<key's id>.<iv>.<tag>.<ciphertext>` once keys were rotated; base64url.
 */
export function seal(plain: string): string {
  const [current] = sealKeys();
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', current?.key ?? firstKey(), iv);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [...(current ? ['v2', current.id] : ['v1']), ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
}

export function unseal(sealed: string): string {
  const [version, ...parts] = sealed.split('.');
  const [id, iv, tag, body] = version === 'v2' ? parts : ['', ...parts];
  const key = version === 'v1' ? firstKey() : version === 'v2' ? sealKeys().find((one) => one.id === id)?.key : undefined;
  if (!key || !iv || !tag || body === undefined) throw new Error('not a sealed value, or one of a key that is gone');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

/** Whether a value is sealed with the key that is used now. */
export function isCurrent(sealed: string): boolean {
  const [current] = sealKeys();
  return sealed.startsWith(current ? `v2.${current.id}.` : 'v1.');
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const randomToken = (bytes = 32) => randomBytes(bytes).toString('base64url');
