import { db } from './db';
import { lifecycle } from './lifecycle';

export interface Health {
  live: true;
  ready: boolean;
  controllers: 'starting' | 'ready' | 'failed';
  database: 'up' | 'down';
}

const DATABASE_DEADLINE_MS = 2_000;

export async function checkHealth(): Promise<Health> {
  const controllers = lifecycle().current.state;
  const database = await Promise.race([
    db().$queryRaw`select 1`.then(() => 'up' as const, () => 'down' as const),
    new Promise<'down'>((resolve) => setTimeout(resolve, DATABASE_DEADLINE_MS, 'down').unref()),
  ]);
  return { live: true, ready: controllers === 'ready' && database === 'up', controllers, database };
}
