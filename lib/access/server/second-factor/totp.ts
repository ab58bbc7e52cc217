import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
/** One step early or late: phones' clocks differ. */
const WINDOW = 1;

const totp = (secret: string, label = '') => new TOTP({ issuer: 'Gantry', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S });

export const newTotpSecret = () => new Secret({ size: 20 }).base32;
export const totpUri = (secret: string, email: string) => totp(secret, email).toString();

/** The time step that the code is of, or null when it is of none that counts now. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}
