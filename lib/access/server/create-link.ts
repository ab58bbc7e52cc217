import { randomToken, sha256 } from '@/lib/platform/server/seal';
import { createLink, dropLinks, type LinkKind } from './one-time-link.repo';

const LIFETIME_MS: Record<LinkKind, number> = { setup: 24 * 3_600_000, invite: 7 * 24 * 3_600_000, reset: 24 * 3_600_000 };

/** A link to show once; only its hash is kept. The token stands behind `#`, so that no server log or Referer has it. */
export async function createOneTimeLink(kind: LinkKind, userId: string | null): Promise<{ path: string; expiresAt: Date }> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + LIFETIME_MS[kind]);
  await dropLinks(kind, userId);
  await createLink({ kind, tokenHash: sha256(token), userId, expiresAt });
  return { path: `/setup#${token}`, expiresAt };
}
