import type { Browser, OpenedSession } from './open-session';
import { signInByPasskey } from './passkey/sign-in-by-passkey';
import { signInByCode } from './second-factor/sign-in-by-code';
import { signIn } from './sign-in';

/** What the sign-in page posts: a password, then a ticket with a code; or a ticket with what a passkey has signed. */
export function openByForm(fields: Record<string, unknown>, browser: Browser): Promise<OpenedSession> {
  const text = (name: string) => String(fields[name] ?? '');
  if (fields.passkey) return signInByPasskey({ ticket: text('ticket'), passkey: text('passkey') }, browser);
  if (fields.ticket) return signInByCode({ ticket: text('ticket'), passcode: text('passcode') }, browser);
  return signIn({ email: text('email'), password: text('password'), ...browser });
}
