import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteFolder, killAll, makeRunFolder, processesOf } from '@/lib/testing/run-folder';
import { startEmbeddedPostgres } from './embedded-postgres';
import { readPostmaster } from './postmaster';

const asRoot = process.getuid?.() === 0;
let folder: { dir: string; remove(): void };

beforeAll(() => {
  folder = makeRunFolder('gantry-pg-', (dir) => {
    killAll(processesOf(dir, ['postgres', 'initdb']));
    deleteFolder(dir);
  });
  chmodSync(folder.dir, 0o711);
});
afterAll(() => folder.remove());

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function ended(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(10);
  }
}

describe('the embedded Postgres', () => {
  it('keeps what was written over a stop, and what is below its folder to itself', async () => {
    const dir = path.join(folder.dir, 'stop', 'postgres');
    const first = await startEmbeddedPostgres(dir);
    await query(first.url, 'create table kept as select 1 as value');
    await first.stop();
    expect(readPostmaster(dir)).toBeUndefined();
    const second = await startEmbeddedPostgres(dir);
    expect(await query(second.url, 'select value from kept')).toEqual([{ value: 1 }]);
    await second.stop();
    expect(statSync(path.dirname(dir)).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(folder.dir, 'stop', 'postgres.secret')).mode & 0o777).toBe(0o600);
  });

  it('is adopted when the console that started it is gone', async () => {
    const dir = path.join(folder.dir, 'orphan', 'postgres');
    const orphan = await startEmbeddedPostgres(dir);
    const { pid } = readPostmaster(dir)!;
    const adopted = await startEmbeddedPostgres(dir);
    expect(adopted.url).toBe(orphan.url);
    expect(readPostmaster(dir)!.pid).toBe(pid);
    await adopted.stop();
    await ended(pid);
  });

  it('comes back with all that was committed after SIGKILL', async () => {
    const dir = path.join(folder.dir, 'killed', 'postgres');
    const killed = await startEmbeddedPostgres(dir);
    await query(killed.url, 'create table kept as select generate_series(1, 1000) as value');
    const { pid } = readPostmaster(dir)!;
    process.kill(pid, 'SIGKILL');
    await ended(pid);
    const back = await startEmbeddedPostgres(dir);
    expect(await query(back.url, 'select count(*)::int from kept')).toEqual([{ count: 1000 }]);
    await back.stop();
  });

  it.skipIf(process.platform !== 'linux')('starts although the pid in its old lock belongs to a stranger by now', async () => {
    const dir = path.join(folder.dir, 'stranger', 'postgres');
    await (await startEmbeddedPostgres(dir)).stop();
    const stranger = await startEmbeddedPostgres(path.join(folder.dir, 'stranger-own', 'postgres'));
    const lines = readFileSync(path.join(folder.dir, 'stranger-own', 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    writeFileSync(path.join(dir, 'postmaster.pid'), [lines[0], dir, ...lines.slice(2)].join('\n'));
    const started = await startEmbeddedPostgres(dir);
    expect(readPostmaster(dir)!.pid).not.toBe(Number(lines[0]));
    expect(await query(started.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await Promise.all([started.stop(), stranger.stop()]);
  });

  it('starts over when it was killed while it was being set up', async () => {
    const dir = path.join(folder.dir, 'half', 'postgres');
    mkdirSync(`${dir}.new`, { recursive: true });
    writeFileSync(path.join(`${dir}.new`, 'PG_VERSION'), '18\n');
    const started = await startEmbeddedPostgres(dir);
    expect(await query(started.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await started.stop();
  });

  it.skipIf(!asRoot)('runs below a folder that only root may enter, and the folder stays closed', async () => {
    const home = path.join(folder.dir, 'home');
    mkdirSync(home, { mode: 0o700 });
    const dir = path.join(home, 'data', 'postgres');
    const started = await startEmbeddedPostgres(dir);
    expect(await query(started.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const status = readFileSync(`/proc/${readPostmaster(dir)!.pid}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:\s+0\s/m);
    // CAP_DAC_READ_SEARCH and nothing else.
    expect(status).toMatch(/^CapEff:\s+0000000000000004$/m);
    await started.stop();
    expect(statSync(home).mode & 0o777).toBe(0o700);
  });
});
