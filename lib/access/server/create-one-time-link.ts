import { randomToken, sha256 } from '@/lib/platform/server/seal';
import { LINK_LIFETIME_MS, type LinkKind } from '../model/link-kind';
import { replaceLink } from './one-time-link.repo';

const PAGE: Record<LinkKind, string> = { setup: '/setup', invite: '/invite', reset: '/reset' };

/** A link to show once; only its hash is kept. The token stands behind `#`, so that no server log, proxy or Referer ever has it. */
export async function createOneTimeLink(kind: LinkKind, userId: string | null): Promise<{ path: string; expiresAt: Date }> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + LINK_LIFETIME_MS[kind]);
  await replaceLink({ kind, tokenHash: sha256(token), userId, expiresAt });
  return { path: `${PAGE[kind]}#token=${token}`, expiresAt };
}
