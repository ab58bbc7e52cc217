import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { accessErrors } from '../../errors';
import { limitRate } from '../limit-rate';
import { auditSignIn, type Browser, openSession, type OpenedSession } from '../open-session';
import { openTicket } from '../second-factor/ticket';
import { findUserById } from '../user.repo';
import { verifyPasskey } from './verify-passkey';

/** A passkey is something one has, opened by something one is or knows: both steps in one. */
export async function signInByPasskey({ ticket, passkey }: { ticket: string; passkey: string }, browser: Browser): Promise<OpenedSession> {
  await limitRate(`passkey:${browser.address}`, 200, 5 * 60_000);
  const now = new Date();
  return auditSignIn('passkey', browser, async () => {
    const asked = openTicket('passkey-use', ticket, now);
    await asked.spend();
    const user = await findUserById(await verifyPasskey(parse(passkey), asked, now));
    if (!user || user.disabledAt) throw accessErrors('passkey_refused');
    return { user, by: 'passkey', opened: await openSession(user, browser, now) };
  });
}

function parse(text: string): AuthenticationResponseJSON {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as AuthenticationResponseJSON;
  } catch {
    // Told below, like anything else that is no answer of an authenticator.
  }
  throw accessErrors('passkey_refused');
}
