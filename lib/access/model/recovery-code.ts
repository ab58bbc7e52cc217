export const RECOVERY_CODE_COUNT = 10;
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 16 of 32 signs: 80 bits, so that a plain hash of one cannot be turned back. No sign that looks like another. */
export function toRecoveryCode(bytes: Uint8Array): string {
  const text = [...bytes.slice(0, 16)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** As it is compared: however a person wrote it down. */
export const plainCode = (typed: string) => typed.toLowerCase().replace(/[\s-]/g, '');
export const isClockCode = (plain: string) => /^\d{6}$/.test(plain);
