import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { sha256 } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import { isLinkKind, type LinkKind } from '../model/link-kind';
import { accessChanged } from './access-cache';
import { limitRate } from './limit-rate';
import { forgetFailures } from './lock-out';
import { acceptSetupLink, acceptUserLink, findLink } from './one-time-link.repo';
import { hashPassword } from './password';
import { normalEmail } from './user.repo';

const ATTEMPTS_PER_MINUTE = 30;

/** What the link is for, so that the page can say so before anything is typed. */
export async function describeLink(token: string, address: string) {
  const { kind, user, expiresAt } = await findUsableLink(token, address);
  return { kind, email: user?.email ?? null, name: user?.name ?? null, expiresAt: expiresAt.toISOString() };
}

/** Sets the password the link was made for: of the first admin (who gives name and e-mail), of an invited, or of a returning person. */
export async function acceptLink(input: { token: string; email?: string; name?: string; password: string }, address: string): Promise<{ email: string }> {
  const { id: linkId, kind, user } = await findUsableLink(input.token, address);
  const email = user?.email ?? normalEmail(input.email ?? '');
  if (!email) throw accessErrors('email_missing', {}, '$.email');
  const passwordHash = await hashPassword(input.password, email);
  const acceptance = { linkId, passwordHash, now: new Date() };
  const done = user ? await acceptUserLink({ ...acceptance, userId: user.id }) : await acceptSetupLink({ ...acceptance, email, name: input.name ?? email });
  accessChanged();
  if (!done) throw accessErrors('link_invalid');
  await forgetFailures(email);
  await recordAudit({ actorKind: 'anonymous', actorId: user?.id ?? null, actorName: email, address, action: `accept-${kind}-link`, target: email, outcome: 'ok' });
  return { email };
}

async function findUsableLink(token: string, address: string) {
  await limitRate(`link:${address}`, ATTEMPTS_PER_MINUTE, 60_000);
  const link = await findLink(sha256(token), new Date());
  if (!link || !isLinkKind(link.kind) || link.user?.disabledAt) throw accessErrors('link_invalid');
  return { ...link, kind: link.kind as LinkKind };
}
