import { MASK } from '@/lib/access/model/mask-secrets';

/** Shorter ones would blot out half of every text, and hide nothing that cannot be guessed. */
const LEAST = 4;

/** Replaces each secret, and each line of one that has several, wherever it stands in a text. */
export function maskerOf(secrets: readonly string[]): (text: string) => string {
  const parts = [...new Set(secrets.flatMap((secret) => [secret, ...secret.split(/\r?\n/)]))].filter((part) => part.trim().length >= LEAST).sort((a, b) => b.length - a.length);
  if (parts.length === 0) return (text) => text;
  return (text) => parts.reduce((shown, part) => (shown.includes(part) ? shown.replaceAll(part, MASK) : shown), text);
}

/** The same for every string of a JSON value. */
export function maskDeep(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => maskDeep(item, mask));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskDeep(item, mask)]));
}
