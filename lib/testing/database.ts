import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { migrate } from '../platform/server/migrate';

/**
 * A fresh, migrated database for the file that imports this, and the environment that product code reads. Import it
 * before product code is called: `await testDatabase()`.
 */
export async function testDatabase(): Promise<{ url: string }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.toString();
  process.env.GANTRY_SECRET ??= randomBytes(32).toString('base64url');
  await migrate(url.toString(), path.resolve(import.meta.dirname, '../../prisma/migrations'));
  return { url: url.toString() };
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  if (!process.env.DATABASE_URL) return;
  const { db } = await import('../platform/server/db');
  await db().$disconnect();
});
