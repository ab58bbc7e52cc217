import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/prisma/generated/client';
import { config } from './config';
import { processState } from './process-state';

/** Many who want the same lock wait for each other; one that ran out of its time in between would be half undone. */
const WAITS = { maxWait: 30_000, timeout: 60_000 };

/** The one Prisma client of this process. Only `*.repo.ts` files use it. */
export const db = () =>
  processState('db', () => new PrismaClient({ adapter: new PrismaPg({ connectionString: config.databaseUrl, max: 15 }), transactionOptions: WAITS }));

export type Db = ReturnType<typeof db>;
/** What a repo needs inside a transaction as well as outside one. */
export type DbOrTx = Omit<Db, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;
