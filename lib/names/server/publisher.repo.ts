import { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';

export type PublisherRow = Prisma.NamePublisherGetPayload<{ include: { published: true } }>;
const all = { include: { published: { orderBy: { key: 'asc' } } } } as const;

export const findPublishers = (): Promise<PublisherRow[]> => db().namePublisher.findMany({ ...all, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
export const findPublisher = (id: string): Promise<PublisherRow | null> => db().namePublisher.findUnique({ where: { id }, ...all });

interface NewPublisher {
  environmentId: string;
  kind: string;
  name: string;
  settings: object;
  secret: string | null;
  enabled: boolean;
  createdBy: string;
}
/** Null when the environment has one of that name. */
export const createPublisher = (data: NewPublisher): Promise<PublisherRow | null> =>
  db().namePublisher.create({ data, ...all }).catch((error: { code?: string }) => {
    if (error.code === 'P2002') return null;
    throw error;
  });
export const updatePublisher = (id: string, data: { settings?: object; secret?: string; enabled?: boolean; removedAt?: Date }) => db().namePublisher.update({ where: { id }, data, ...all });
export const forgetPublisher = (id: string) => db().namePublisher.deleteMany({ where: { id } });

/** Before it is sent: from here on the row says all that may be out under the key. */
export const noteSending = (publisherId: string, { key, appPath, values }: { key: string; appPath: string; values: string[] }, changedAt: Date) =>
  db().publishedName.upsert({ where: { publisherId_key: { publisherId, key } }, create: { publisherId, key, appPath, values, state: 'sending', changedAt }, update: { appPath, values, state: 'sending', changedAt } });
export const noteSent = (publisherId: string, key: string, state: 'out' | 'taken', values: string[], changedAt: Date) => db().publishedName.updateMany({ where: { publisherId, key }, data: { state, values, changedAt } });
export const noteWithdrawn = (publisherId: string, key: string) => db().publishedName.deleteMany({ where: { publisherId, key } });

export const noteSuccess = (id: string, publishedAt: Date) => db().namePublisher.updateMany({ where: { id }, data: { publishedAt, error: Prisma.DbNull, errorAt: null } });
export const noteError = (id: string, error: { code: string; params: Record<string, string | number> }, errorAt: Date) => db().namePublisher.updateMany({ where: { id }, data: { error, errorAt } });
export const environmentIsGone = async (id: string) => (await db().environment.count({ where: { id } })) === 0;
