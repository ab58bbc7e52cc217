import type { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import type { AccountRole } from '../model/role-names';
import { grantsOfUser, type HeldRow } from './held.repo';
import { accessChanged } from './access-cache';

export const normalEmail = (email: string) => email.trim().toLowerCase();

const SHOWN = {
  id: true, email: true, name: true, role: true, locale: true, passwordHash: true, disabledAt: true, lockedUntil: true, createdAt: true, lastSignInAt: true,
} as const satisfies Prisma.UserSelect;
export type UserRow = Prisma.UserGetPayload<{ select: typeof SHOWN }>;
type NewUser = { email: string; name: string; role: AccountRole; passwordHash: string | null };

export const findUserByEmail = (email: string) => db().user.findUnique({ where: { email: normalEmail(email) }, select: SHOWN });
export const findUserById = (id: string) => db().user.findUnique({ where: { id }, select: SHOWN });
export const anyUserExists = async () => (await db().user.findFirst({ select: { id: true } })) !== null;
export const findOldestAdmin = () => db().user.findFirst({ where: { role: 'admin', disabledAt: null }, orderBy: { createdAt: 'asc' }, select: SHOWN });

export async function listUsers({ search, limit, offset }: { search?: string; limit: number; offset: number }): Promise<{ rows: UserRow[]; total: number }> {
  const text = search && { contains: search, mode: 'insensitive' as const };
  const where = text ? { OR: [{ email: text }, { name: text }] } : {};
  const [rows, total] = await Promise.all([
    db().user.findMany({ where, orderBy: { email: 'asc' }, take: limit, skip: offset, select: SHOWN }),
    db().user.count({ where }),
  ]);
  return { rows, total };
}

/** The role of an account and its live grants. */
export async function findUserGrants(id: string, now: Date): Promise<{ role: string; grants: HeldRow[] } | null> {
  const [row] = await db().$queryRaw<{ role: string; grants: HeldRow[] }[]>`select u.role, ${grantsOfUser(now)} as grants from "User" u where u.id = ${id}::uuid and u."disabledAt" is null`;
  return row ?? null;
}

/** Null when the e-mail address has an account already. */
export async function createUser(user: NewUser): Promise<UserRow | null> {
  const [row] = await db().user.createManyAndReturn({ data: [{ ...user, email: normalEmail(user.email) }], skipDuplicates: true, select: SHOWN });
  return row ?? null;
}

/** Null when there is an account already, also when several processes start at once. */
export async function createFirstUser(user: NewUser): Promise<UserRow | null> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`lock table "User" in share row exclusive mode`;
    if (await tx.user.findFirst({ select: { id: true } })) return null;
    return tx.user.create({ data: { ...user, email: normalEmail(user.email) }, select: SHOWN });
  });
}

/** What the users page shows; the lock itself is kept by e-mail (lock-out.ts). */
export const noteFailedSignIn = (id: string, lockedUntil: Date | null) =>
  db().user.updateMany({ where: { id }, data: { failedSignIns: { increment: 1 }, ...(lockedUntil && { lockedUntil }) } });

export const noteSignIn = (id: string, at: Date) => db().user.update({ where: { id }, data: { failedSignIns: 0, lockedUntil: null, lastSignInAt: at } });

export async function changeProfile(id: string, profile: { name?: string; locale?: string | null }): Promise<UserRow> {
  const row = await db().user.update({ where: { id }, data: profile, select: SHOWN });
  accessChanged();
  return row;
}

/** Sets a new password and ends all sessions but the one that did it; open reset links stop working. */
export async function setPassword(id: string, passwordHash: string, keepSessionId: string | undefined, now: Date): Promise<void> {
  await db().$transaction([
    db().user.update({ where: { id }, data: { passwordHash, failedSignIns: 0, lockedUntil: null } }),
    db().session.updateMany({ where: { userId: id, revokedAt: null, ...(keepSessionId && { id: { not: keepSessionId } }) }, data: { revokedAt: now } }),
    db().oneTimeLink.deleteMany({ where: { userId: id, usedAt: null } }),
  ]);
  accessChanged();
}

/**
 * Changes role or state unless that would leave no active admin; the admins' rows are locked, so that two admins who
 * demote each other at once cannot both succeed. False when it would.
 */
export async function changeUnlessLastAdmin(id: string, data: { role?: AccountRole; disabledAt?: Date | null }): Promise<boolean> {
  const done = await db().$transaction(async (tx) => {
    const loses = (data.role !== undefined && data.role !== 'admin') || data.disabledAt instanceof Date;
    if (loses && (await isLastAdmin(tx, id))) return false;
    await tx.user.update({ where: { id }, data });
    if (data.disabledAt) await tx.session.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: data.disabledAt } });
    return true;
  });
  accessChanged();
  return done;
}

export async function deleteUserUnlessLastAdmin(id: string): Promise<boolean> {
  const done = await db().$transaction(async (tx) => {
    if (await isLastAdmin(tx, id)) return false;
    await tx.user.deleteMany({ where: { id } });
    return true;
  });
  accessChanged();
  return done;
}

/** Someone who cannot sign in (disabled, or invited and never came) does not count as an admin. */
async function isLastAdmin(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    select id::text from "User" where role = 'admin' and "disabledAt" is null and "passwordHash" is not null order by id for update`;
  return admins.length === 1 && admins[0]!.id === id;
}
