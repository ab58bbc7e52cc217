import { db } from '@/lib/platform/server/db';

interface Stored {
  directoryUrl: string;
  email: string;
  termsAgreed: boolean;
  caPem: string | null;
  eabKeyId: string | null;
  eabSealed: string | null;
  updatedBy: string;
}

export const findAllSettings = () => db().acmeSettings.findMany({ orderBy: { environmentId: 'asc' } });
export const findSettings = (environmentId: string) => db().acmeSettings.findUnique({ where: { environmentId } });
export type SettingsRow = NonNullable<Awaited<ReturnType<typeof findSettings>>>;
export const findEnvironmentName = async (id: string) => (await db().environment.findUnique({ where: { id }, select: { name: true } }))?.name ?? null;
export const saveSettings = (environmentId: string, data: Stored) => {
  const row = { ...data, updatedAt: new Date() };
  return db().acmeSettings.upsert({ where: { environmentId }, create: { environmentId, ...row }, update: row });
};
export const removeSettings = async (environmentId: string) => (await db().acmeSettings.deleteMany({ where: { environmentId } })).count > 0;

/** Of two that make one at once, both get the first. */
export async function keepAccountKey(environmentId: string, directoryUrl: string, make: () => Promise<string>): Promise<string> {
  const where = { environmentId_directoryUrl: { environmentId, directoryUrl } };
  const found = await db().acmeAccount.findUnique({ where });
  if (found) return found.keySealed;
  const row = { environmentId, directoryUrl, keySealed: await make() };
  await db().acmeAccount.createMany({ data: [row], skipDuplicates: true });
  return (await db().acmeAccount.findUniqueOrThrow({ where })).keySealed;
}
