import { db } from '@/lib/platform/server/db';
import type { LinkKind } from '../model/link-kind';

/** Older links of a kind stop working when a new one is made. */
export async function replaceLink(link: { kind: LinkKind; tokenHash: string; userId: string | null; expiresAt: Date }): Promise<void> {
  await db().$transaction([
    db().oneTimeLink.deleteMany({ where: { kind: link.kind, userId: link.userId, usedAt: null } }),
    db().oneTimeLink.create({ data: link }),
  ]);
}

export const findLink = (tokenHash: string, now: Date) =>
  db().oneTimeLink.findFirst({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    include: { user: { select: { id: true, email: true, name: true, disabledAt: true } } },
  });

export const deleteLinksEndedBefore = (moment: Date) => db().oneTimeLink.deleteMany({ where: { expiresAt: { lt: moment } } });

interface Acceptance {
  linkId: string;
  passwordHash: string;
  now: Date;
}

/** Marks the link used and sets its user's password, both or neither; of two who race with one link, one gets false. Their sessions end. */
export async function acceptUserLink({ linkId, userId, passwordHash, now }: Acceptance & { userId: string }): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.oneTimeLink.updateMany({ where: { id: linkId, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
    if (count === 0) return false;
    await tx.user.update({ where: { id: userId }, data: { passwordHash, failedSignIns: 0, lockedUntil: null } });
    await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
    // An invite and a reset for the same person: whichever is used ends the other.
    await tx.oneTimeLink.deleteMany({ where: { userId, usedAt: null } });
    return true;
  });
}

/** Like {@link acceptUserLink} for the first admin; false also when somebody is there already. */
export async function acceptSetupLink({ linkId, email, name, passwordHash, now }: Acceptance & { email: string; name: string }): Promise<boolean> {
  return db().$transaction(async (tx) => {
    // Two setup links at once, or a link and GANTRY_ADMIN_EMAIL: one of them makes the admin.
    await tx.$executeRaw`lock table "User" in share row exclusive mode`;
    const { count } = await tx.oneTimeLink.updateMany({ where: { id: linkId, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
    if (count === 0 || (await tx.user.findFirst({ select: { id: true } }))) return false;
    await tx.user.create({ data: { email, name, role: 'admin', passwordHash } });
    await tx.oneTimeLink.deleteMany({ where: { kind: 'setup', usedAt: null } });
    return true;
  });
}
