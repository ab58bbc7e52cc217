import { accessErrors } from '../../errors';
import { limitRate } from '../limit-rate';
import { auditSignIn, type Browser, openSession, type OpenedSession } from '../open-session';
import { findUserById } from '../user.repo';
import { spendCode } from './spend-code';
import { openTicket } from './ticket';

/** The second step: the ticket says whose password was right, the code that they hold their phone. */
export async function signInByCode({ ticket, passcode }: { ticket: string; passcode: string }, browser: Browser): Promise<OpenedSession> {
  await limitRate(`second-step:address:${browser.address}`, 200, 5 * 60_000);
  const now = new Date();
  const first = openTicket('second-step', ticket, now);
  const user = await findUserById(first.userId);
  if (!user || user.disabledAt) throw accessErrors('ticket_expired');
  return auditSignIn(user.email, browser, async () => {
    const by = await spendCode(user.id, passcode, now);
    if (!by) throw accessErrors('wrong_code', {}, '$.passcode');
    await first.spend();
    return { user, by, opened: await openSession(user, browser, now) };
  });
}
