import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { limitRate } from '../limit-rate';
import { openTicket, sealTicket } from '../second-factor/ticket';
import { listPasskeys } from './passkey.repo';
import { transportsOf } from './verify-passkey';

/** Without a ticket: whatever passkey the person picks. With one of the first step: one of that account's. */
export async function askForPasskey({ ticket, origin, address }: { ticket?: string; origin: string; address: string }) {
  await limitRate(`passkey-ask:${address}`, 200, 5 * 60_000);
  const now = new Date();
  const userId = ticket === undefined ? undefined : openTicket('second-step', ticket, now).userId;
  const passkeys = userId ? await listPasskeys(userId) : [];
  const options = await generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    userVerification: 'required',
    allowCredentials: passkeys.map((passkey) => ({ id: passkey.credentialId, transports: transportsOf(passkey) })),
  });
  return { options: { ...options }, ticket: sealTicket('passkey-use', { challenge: options.challenge, origin, userId }, now) };
}
