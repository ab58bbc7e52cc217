import { type AuthenticationResponseJSON, type AuthenticatorTransport, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { log } from '@/lib/platform/server/log';
import { accessErrors } from '../../errors';
import { findPasskey, notePasskeyUse } from './passkey.repo';

export const transportsOf = ({ transports }: { transports: string[] }) => transports as AuthenticatorTransport[];

/** Whose passkey has signed this challenge, on this origin, with the person verified. Throws for anything else. */
export async function verifyPasskey(signed: AuthenticationResponseJSON, { challenge, origin, userId }: { challenge: string; origin: string; userId?: string }, now: Date): Promise<string> {
  const passkey = await findPasskey(String(signed.id));
  if (!passkey || (userId !== undefined && passkey.userId !== userId)) throw accessErrors('passkey_refused');
  const checked = await verifyAuthenticationResponse({
    response: signed, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: new URL(origin).hostname, requireUserVerification: true,
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: Number(passkey.counter), transports: transportsOf(passkey) },
  }).catch((error: unknown) => {
    log.warn({ err: error }, 'passkey');
    return { verified: false as const };
  });
  if (!checked.verified || !('authenticationInfo' in checked) || !checked.authenticationInfo) throw accessErrors('passkey_refused');
  if (!(await notePasskeyUse(passkey.id, passkey.counter, checked.authenticationInfo.newCounter, now))) throw accessErrors('passkey_refused');
  return passkey.userId;
}
