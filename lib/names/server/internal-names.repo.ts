import { db } from '@/lib/platform/server/db';

export const findInternalNames = async (): Promise<ReadonlyMap<string, boolean>> => new Map((await db().internalNames.findMany()).map(({ environmentId, enabled }) => [environmentId, enabled]));
export const saveInternalNames = (environmentId: string, data: { enabled: boolean; changedAt: Date; changedBy: string }) => db().internalNames.upsert({ where: { environmentId }, create: { environmentId, ...data }, update: data });
/** On where nobody said otherwise. */
export const isInternalOn = (said: ReadonlyMap<string, boolean>, environmentId: string) => said.get(environmentId) ?? true;
