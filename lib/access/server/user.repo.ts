import { db } from '@/lib/platform/server/db';
import type { Role } from '../model/roles';

const normal = (email: string) => email.trim().toLowerCase();

export const findUserByEmail = (email: string) => db().user.findUnique({ where: { email: normal(email) } });
export const findUserById = (id: string) => db().user.findUnique({ where: { id } });
export const anyUserExists = async () => (await db().user.findFirst({ select: { id: true } })) !== null;

export function listUsers() {
  return db().user.findMany({
    orderBy: { email: 'asc' },
    select: { id: true, email: true, name: true, role: true, passwordHash: true, disabledAt: true, lockedUntil: true, createdAt: true, lastSignInAt: true },
  });
}

export const createUser = (user: { email: string; name: string; role: Role; passwordHash: string | null }) =>
  db().user.create({ data: { ...user, email: normal(user.email) } });

/** Counts one failed sign-in, atomically, and locks the account when the count reaches `lockAt`. */
export async function countFailedSignIn(id: string, lockAt: number, lockedUntil: Date): Promise<void> {
  const { failedSignIns } = await db().user.update({ where: { id }, data: { failedSignIns: { increment: 1 } }, select: { failedSignIns: true } });
  if (failedSignIns % lockAt === 0) await db().user.update({ where: { id }, data: { lockedUntil } });
}

export const noteSignIn = (id: string, at: Date) => db().user.update({ where: { id }, data: { failedSignIns: 0, lockedUntil: null, lastSignInAt: at } });

export const setPassword = (id: string, passwordHash: string) =>
  db().user.update({ where: { id }, data: { passwordHash, failedSignIns: 0, lockedUntil: null } });

/**
 * Changes role or state unless that would leave no active admin; the rows are locked, so that two admins who demote each
 * other at once cannot both succeed. Returns false when it would.
 */
export async function changeUnlessLastAdmin(id: string, data: { role?: Role; disabledAt?: Date | null; name?: string }): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const admins = await tx.$queryRaw<{ id: string }[]>`select id from "User" where role = 'admin' and "disabledAt" is null and "passwordHash" is not null for update`;
    const loses = (data.role !== undefined && data.role !== 'admin') || data.disabledAt instanceof Date;
    if (loses && admins.length === 1 && admins[0]!.id === id) return false;
    await tx.user.update({ where: { id }, data });
    if (data.disabledAt) await tx.session.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: data.disabledAt } });
    return true;
  });
}

export async function deleteUserUnlessLastAdmin(id: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const admins = await tx.$queryRaw<{ id: string }[]>`select id from "User" where role = 'admin' and "disabledAt" is null and "passwordHash" is not null for update`;
    if (admins.length === 1 && admins[0]!.id === id) return false;
    await tx.user.delete({ where: { id } });
    return true;
  });
}
