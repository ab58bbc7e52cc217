import { db } from '@/lib/platform/server/db';
import { accessChanged } from '../access-cache';

export const findTotp = (userId: string) => db().totpFactor.findUnique({ where: { userId } });

/** What counts at sign-in. */
export async function factorsOf(userId: string): Promise<{ totp: boolean; passkeys: number }> {
  const [totp, passkeys] = await Promise.all([db().totpFactor.count({ where: { userId, confirmedAt: { not: null } } }), db().passkey.count({ where: { userId } })]);
  return { totp: totp > 0, passkeys };
}

/** False when there is a confirmed one already. */
export async function draftTotp(userId: string, sealedSecret: string, now: Date): Promise<boolean> {
  const draft = { secret: sealedSecret, createdAt: now, lastStep: 0 };
  await db().totpFactor.createMany({ data: [{ userId, ...draft }], skipDuplicates: true });
  const { count } = await db().totpFactor.updateMany({ where: { userId, confirmedAt: null }, data: draft });
  return count > 0;
}

export async function confirmTotp(userId: string, step: number, now: Date): Promise<boolean> {
  const { count } = await db().totpFactor.updateMany({ where: { userId, confirmedAt: null }, data: { confirmedAt: now, lastStep: step } });
  accessChanged();
  return count > 0;
}

/** Uses up the code of a time step and all older ones. Of two who come with one code, one gets false. */
export async function spendStep(userId: string, step: number): Promise<boolean> {
  const { count } = await db().totpFactor.updateMany({ where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } }, data: { lastStep: step } });
  return count > 0;
}

export const deleteTotp = (userId: string) => db().totpFactor.deleteMany({ where: { userId } });

export async function replaceRecoveryCodes(userId: string, hashes: string[]): Promise<void> {
  await db().$transaction([db().recoveryCode.deleteMany({ where: { userId } }), db().recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) })]);
}

export async function spendRecoveryCode(userId: string, hash: string, now: Date): Promise<boolean> {
  const { count } = await db().recoveryCode.updateMany({ where: { userId, hash, usedAt: null }, data: { usedAt: now } });
  return count > 0;
}

export const countRecoveryCodes = (userId: string) => db().recoveryCode.count({ where: { userId, usedAt: null } });

/** With the last factor its recovery codes go, too. */
export async function dropCodesWithoutFactor(userId: string): Promise<void> {
  const { totp, passkeys } = await factorsOf(userId);
  if (!totp && passkeys === 0) await db().recoveryCode.deleteMany({ where: { userId } });
  accessChanged();
}

export async function deleteAllFactors(userId: string): Promise<void> {
  await db().$transaction([db().totpFactor.deleteMany({ where: { userId } }), db().passkey.deleteMany({ where: { userId } }), db().recoveryCode.deleteMany({ where: { userId } })]);
  accessChanged();
}
