import { generateRegistrationOptions, type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import { log } from '@/lib/platform/server/log';
import { accessErrors } from '../../errors';
import type { Scope } from '../../model/scope';
import { ownAccountInBrowser } from '../own-account';
import { type Proof, proveAgain } from '../second-factor/prove-again';
import { firstRecoveryCodes } from '../second-factor/recovery-codes';
import { openTicket, sealTicket } from '../second-factor/ticket';
import { createPasskey, listPasskeys, toPasskeyDto } from './passkey.repo';
import { transportsOf } from './verify-passkey';

const MOST = 20;

/** The passkey knows whose it is, so that later no name has to be typed. */
export async function beginPasskey(scope: Scope, proof: Proof, origin: string) {
  const now = new Date();
  const user = await proveAgain(scope, proof, now);
  const passkeys = await listPasskeys(user.id);
  if (passkeys.length >= MOST) throw accessErrors('passkey_limit', { most: MOST });
  const options = await generateRegistrationOptions({
    rpName: 'Gantry', rpID: new URL(origin).hostname, userName: user.email, userDisplayName: user.name, userID: new TextEncoder().encode(user.id),
    attestationType: 'none',
    excludeCredentials: passkeys.map((passkey) => ({ id: passkey.credentialId, transports: transportsOf(passkey) })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options: { ...options }, ticket: sealTicket('passkey-add', { challenge: options.challenge, origin, userId: user.id }, now) };
}

export async function addPasskey(scope: Scope, { ticket, name, made }: { ticket: string; name: string; made: { id: string } }) {
  const user = await ownAccountInBrowser(scope);
  const asked = openTicket('passkey-add', ticket, new Date());
  if (asked.userId !== user.id) throw accessErrors('ticket_expired');
  await asked.spend();
  const checked = await verifyRegistrationResponse({
    response: made as unknown as RegistrationResponseJSON, expectedChallenge: asked.challenge, expectedOrigin: asked.origin, expectedRPID: new URL(asked.origin).hostname, requireUserVerification: true,
  }).catch((error: unknown) => {
    log.warn({ err: error }, 'passkey was not added');
    return { verified: false as const };
  });
  if (!checked.verified || !('registrationInfo' in checked) || !checked.registrationInfo) throw accessErrors('passkey_not_added');
  const { credential } = checked.registrationInfo;
  const row = await createPasskey({ userId: user.id, credentialId: credential.id, publicKey: new Uint8Array(credential.publicKey), counter: credential.counter, transports: credential.transports ?? [], name });
  if (!row) throw accessErrors('passkey_known');
  return { passkey: toPasskeyDto(row), recoveryCodes: await firstRecoveryCodes(user.id) };
}
