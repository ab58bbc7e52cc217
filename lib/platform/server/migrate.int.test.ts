import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { migrate } from './migrate';

const OURS = path.resolve(import.meta.dirname, '../../../prisma/migrations');
let url: string;
let client: pg.Client;
let dir: string;

const add = (name: string, sql: string) => {
  mkdirSync(path.join(dir, name), { recursive: true });
  writeFileSync(path.join(dir, name, 'migration.sql'), sql);
};
const tableExists = async (name: string) => (await client.query('select to_regclass($1) is not null as found', [name])).rows[0].found as boolean;

beforeAll(async () => {
  ({ url } = await testDatabase());
  client = new pg.Client({ connectionString: url });
  await client.connect();
  dir = mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
  cpSync(OURS, dir, { recursive: true });
});
afterAll(async () => {
  await client.end();
  rmSync(dir, { recursive: true, force: true });
});

describe('migrate', () => {
  it('makes exactly what the schema says', async () => {
    const root = path.resolve(OURS, '../..');
    const args = ['node_modules/.bin/prisma', 'migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma', '--script'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, DATABASE_URL: url } });
    expect(stdout.trim()).toBe('-- This is an empty migration.');
  });

  it('does nothing on a database that is up to date', async () => {
    expect(await migrate(url, dir)).toEqual([]);
  });

  it('applies what is new, once, also when several processes start together', async () => {
    add('29990101000000_first', 'create table first (id int primary key)');
    const applied = await Promise.all([migrate(url, dir), migrate(url, dir), migrate(url, dir)]);
    expect(applied.flat()).toEqual(['29990101000000_first']);
    expect(await tableExists('first')).toBe(true);
  });

  it('leaves nothing of a migration that fails, names it, and applies it when it is right', async () => {
    add('29990102000000_second', 'create table half (id int primary key); create table first (id int)');
    await expect(migrate(url, dir)).rejects.toThrow(/29990102000000_second failed.*already exists/);
    expect(await tableExists('half')).toBe(false);
    add('29990102000000_second', 'create table whole (id int primary key)');
    expect(await migrate(url, dir)).toEqual(['29990102000000_second']);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    add('29990101000000_first', 'create table first (id bigint primary key)');
    await expect(migrate(url, dir)).rejects.toThrow('29990101000000_first was edited');
  });
});
