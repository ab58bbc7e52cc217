import type { Browser, OpenedSession } from './open-session';
import { signInByCode } from './second-factor/sign-in-by-code';
import { signIn } from './sign-in';

/** What the sign-in page posts: a password first, then a ticket with a code. */
export function openByForm(fields: Record<string, unknown>, browser: Browser): Promise<OpenedSession> {
  const text = (name: string) => String(fields[name] ?? '');
  if (fields.ticket) return signInByCode({ ticket: text('ticket'), passcode: text('passcode') }, browser);
  return signIn({ email: text('email'), password: text('password'), ...browser });
}
