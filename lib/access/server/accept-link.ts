import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { limitRate } from './limit-rate';
import { consumeLink, findLink } from './one-time-link.repo';
import { hashPassword } from './password';
import { revokeSessions } from './session.repo';
import { anyUserExists, createUser, setPassword } from './user.repo';

const ATTEMPTS_PER_MINUTE = 20;

/** What the link is for, so that the page can say so before anything is typed. */
export async function describeLink(token: string, address: string) {
  await limitRate(`link:${address}`, ATTEMPTS_PER_MINUTE, 60_000);
  const link = await findUsableLink(token);
  return { kind: link.kind as 'setup' | 'invite' | 'reset', email: link.user?.email ?? null, name: link.user?.name ?? null };
}

/** Sets the password the link was made for: of the first admin (who gives name and e-mail), of an invited, or of a returning person. */
export async function acceptLink(input: { token: string; email?: string; name?: string; password: string }, address: string): Promise<{ email: string }> {
  await limitRate(`link:${address}`, ATTEMPTS_PER_MINUTE, 60_000);
  const link = await findUsableLink(input.token);
  const email = link.user?.email ?? input.email;
  if (!email) throw accessErrors('email_missing', {}, '$.email');
  const passwordHash = await hashPassword(input.password, email);
  const now = new Date();
  const done = await consumeLink(link.id, now, async () => {
    if (link.user) {
      await setPassword(link.user.id, passwordHash);
      await revokeSessions(link.user.id, {}, now);
    } else {
      if (await anyUserExists()) throw accessErrors('link_invalid');
      await createUser({ email, name: input.name?.trim() || email, role: 'admin', passwordHash });
    }
    return true;
  });
  if (!done) throw accessErrors('link_invalid');
  await recordAudit({ actorKind: 'anonymous', actorId: link.userId, actorName: email, address, action: `accept-${link.kind}-link`, target: email, outcome: 'ok' });
  return { email };
}

async function findUsableLink(token: string) {
  const link = await findLink(sha256(token), new Date());
  if (!link || link.user?.disabledAt) throw accessErrors('link_invalid');
  return link;
}
