import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/prisma/generated/client';
import { config } from './config';
import { processState } from './process-state';

/** The one Prisma client of this process. Only `*.repo.ts` files use it. */
export const db = () =>
  processState('db', () => new PrismaClient({ adapter: new PrismaPg({ connectionString: config.databaseUrl, max: 15 }) }));

export type Db = ReturnType<typeof db>;
/** What a repo needs inside a transaction as well as outside one. */
export type DbOrTx = Omit<Db, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;
