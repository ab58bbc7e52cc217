import { db } from '@/lib/platform/server/db';
import { accessChanged } from '../access-cache';

type PasskeyRow = Awaited<ReturnType<typeof listPasskeys>>[number];
export interface NewPasskey {
  userId: string;
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
  name: string;
}

export const toPasskeyDto = (row: PasskeyRow) => ({ id: row.id, name: row.name, createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt?.toISOString() ?? null });

export const listPasskeys = (userId: string) => db().passkey.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } });
export const findPasskey = (credentialId: string) => db().passkey.findUnique({ where: { credentialId } });

/** Null when this authenticator's key is somebody's already. */
export async function createPasskey({ counter, ...passkey }: NewPasskey) {
  const [row] = await db().passkey.createManyAndReturn({ data: [{ ...passkey, counter: BigInt(counter) }], skipDuplicates: true });
  accessChanged();
  return row ?? null;
}

/** Compares and sets: of two who come with one signature, one gets false. */
export async function notePasskeyUse(id: string, from: bigint, to: number, now: Date): Promise<boolean> {
  const { count } = await db().passkey.updateMany({ where: { id, counter: from }, data: { counter: BigInt(to), lastUsedAt: now } });
  return count > 0;
}

export const renamePasskey = async (userId: string, id: string, name: string) => (await db().passkey.updateMany({ where: { id, userId }, data: { name } })).count > 0;

export async function deletePasskey(userId: string, id: string): Promise<boolean> {
  const { count } = await db().passkey.deleteMany({ where: { id, userId } });
  accessChanged();
  return count > 0;
}
