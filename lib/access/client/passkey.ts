import { browserSupportsWebAuthn, startAuthentication, startRegistration, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { callApi } from '@/lib/platform/client/call-api';
import type { addPasskey, askForPasskey, beginPasskey } from '../contract';
import { signInWithSigned } from './sign-in';

export const knowsPasskeys = () => browserSupportsWebAuthn();

/** The person dismissed the browser's question, or it found no passkey. */
export class PasskeyNotUsed extends Error {}

const inBrowser = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw new PasskeyNotUsed('the browser gave no passkey', { cause: error });
  }
};

/** Alone, or with the ticket of a first step as the second one. */
export async function signInByPasskey(firstStep?: string): Promise<void> {
  const { options, ticket } = await callApi<typeof askForPasskey>({ method: 'POST', path: '/api/v1/sign-in/passkey', body: { ticket: firstStep } });
  const signed = await inBrowser(() => startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON }));
  await signInWithSigned(ticket, JSON.stringify(signed));
}

export async function makePasskey(name: string, proof: { password?: string; passcode?: string }) {
  const { options, ticket } = await callApi<typeof beginPasskey>({ method: 'POST', path: '/api/v1/me/passkeys/begin', body: proof });
  const made = await inBrowser(() => startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }));
  return callApi<typeof addPasskey>({ method: 'POST', path: '/api/v1/me/passkeys', body: { ticket, name, made: { ...made } } });
}
