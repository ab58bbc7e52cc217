import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { putQuota } from '@/lib/groups/server/quotas';
import { isAppError } from '@/lib/platform/errors';
import { migrate } from '@/lib/platform/server/migrate';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import { deleteFolder, killAll, makeRunFolder, processesOf } from '@/lib/testing/run-folder';
import { everyPermission } from '@/lib/testing/scopes';
import { appSpec, type AppSpecInput } from '../spec';
import { createApp, scaleApp, updateApp } from './deploy-app';
import { reservationsBelow } from './reservations';

const scope = everyPermission('test');
const spec = (more: Partial<AppSpecInput> = {}) => appSpec.parse({ image: testEngine.image, cpus: 0.5, mem: 32, instances: 1, ...more });
const instance = { defaultCpus: null, defaultMem: null, maxCpus: null, maxMem: null, maxDisk: null };
const NONE = { cpus: null, mem: null, disk: null, instances: null };
const REPEATS = 20;

let engine: EngineConnection;

/** Fifty at the same moment, where ten fit. */
async function race(group: string): Promise<void> {
  await putQuota(scope, { group, limits: { ...NONE, cpus: 5 }, instance });
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => createApp(scope, { path: `${group}/app-${index}`, environmentId: engine.id, spec: spec(), message: '' })));
  const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  for (const error of refusals) {
    if (!isAppError(error)) throw error;
    expect(error.code).toBe('apps.quota_exceeded');
    expect(error.params).toMatchObject({ resource: 'cpus', group, asked: 0.5, used: 5, limit: 5, left: 0, biggestAmount: 0.5 });
  }
  expect([outcomes.length - refusals.length, refusals.length]).toEqual([10, 40]);
  const held = await reservationsBelow(group);
  expect(held.reduce((sum, { amounts }) => sum + amounts.cpus, 0)).toBeCloseTo(5);
}

async function repeat(): Promise<void> {
  for (let round = 1; round <= REPEATS; round++) await race(`/race-${round}`);
}

describe('fifty deploys at once against a quota that fits ten', () => {
  beforeAll(async () => {
    await testDatabase();
    engine = await connectTestEngine();
  });

  it(`lets exactly ten in, ${REPEATS} times, on the embedded Postgres`, repeat, 240_000);

  it('asks every quota over the app, and says which one is short', async () => {
    await putQuota(scope, { group: '/outer', limits: { ...NONE, mem: 100 }, instance });
    await putQuota(scope, { group: '/outer/inner', limits: { ...NONE, mem: 64, instances: 5 }, instance });
    const create = (at: string, more: Partial<AppSpecInput>) => createApp(scope, { path: at, environmentId: engine.id, spec: spec(more), message: '' });
    await create('/outer/inner/a', { mem: 64 });
    await expect(create('/outer/inner/b', { mem: 16 })).rejects.toMatchObject({ code: 'apps.quota_exceeded', params: { group: '/outer/inner', resource: 'mem', biggest: '/outer/inner/a' } });
    await create('/outer/c', { mem: 30 });
    await expect(create('/outer/d', { mem: 16 })).rejects.toMatchObject({ params: { group: '/outer', resource: 'mem', left: 6 } });
    await expect(create('/elsewhere/d', { mem: 16 })).resolves.toBeDefined();
  });

  it('counts the surge of a rolling deploy, and what a lowered quota finds stays', async () => {
    await putQuota(scope, { group: '/surge', limits: { ...NONE, cpus: 2.4 }, instance });
    const app = await createApp(scope, { path: '/surge/a', environmentId: engine.id, spec: spec({ instances: 4 }), message: '' });
    const { settle } = await import('./reservation.repo');
    const { db } = await import('@/lib/platform/server/db');
    const finish = async () => {
      await db().deployment.updateMany({ where: { appId: app.id }, data: { status: 'succeeded', endedAt: new Date() } });
      await settle(app.id);
    };
    await finish();
    // One more beside the four is half a core over 2.4.
    await expect(updateApp(scope, app.id, { spec: spec({ instances: 4, labels: { v: '2' }, upgradeStrategy: { maximumOverCapacity: 0.25 } }), message: '' })).rejects.toMatchObject({ code: 'apps.quota_exceeded', params: { asked: 2.5 } });
    await updateApp(scope, app.id, { spec: spec({ instances: 4, labels: { v: '2' }, upgradeStrategy: { kind: 'recreate' } }), message: '' });
    await finish();
    await putQuota(scope, { group: '/surge', limits: { ...NONE, cpus: 1 }, instance });
    await expect(scaleApp(scope, app.id, 5)).rejects.toMatchObject({ params: { used: 2, limit: 1, left: 0 } });
    await scaleApp(scope, app.id, 3);
    await finish();
    expect((await reservationsBelow('/surge'))[0]!.amounts.cpus).toBeCloseTo(1.5);
  });

  it('gives a group no more than the one above has left', async () => {
    await putQuota(scope, { group: '/split', limits: { ...NONE, cpus: 10 }, instance });
    await putQuota(scope, { group: '/split/a', limits: { ...NONE, cpus: 6 }, instance });
    await putQuota(scope, { group: '/split/a/deep', limits: { ...NONE, cpus: 6 }, instance });
    await expect(putQuota(scope, { group: '/split/b', limits: { ...NONE, cpus: 5 }, instance })).rejects.toMatchObject({ code: 'groups.quota_over_parent', params: { left: 4, parent: '/split', asked: 5 } });
    await putQuota(scope, { group: '/split/b', limits: { ...NONE, cpus: 4 }, instance });
    await expect(putQuota(scope, { group: '/split/a/deep', limits: { ...NONE, cpus: 7 }, instance })).rejects.toMatchObject({ params: { parent: '/split/a', left: 6 } });
    // Lowering under what was given away stops growth, and nothing else.
    await putQuota(scope, { group: '/split', limits: { ...NONE, cpus: 2 }, instance });
    await putQuota(scope, { group: '/split/b', limits: { ...NONE, cpus: 3 }, instance });
    await expect(putQuota(scope, { group: '/split/b', limits: { ...NONE, cpus: 3.5 }, instance })).rejects.toMatchObject({ code: 'groups.quota_over_parent' });
  });

  it('refuses one instance that is too big by itself', async () => {
    await putQuota(scope, { group: '/big', limits: NONE, instance: { ...instance, maxMem: 64 } });
    await expect(createApp(scope, { path: '/big/a', environmentId: engine.id, spec: spec({ mem: 65 }), message: '' })).rejects.toMatchObject({ code: 'apps.instance_too_big', path: '$.spec.mem' });
  });
});

const BIN = '/usr/lib/postgresql';

describe("a Postgres of one's own", () => {
  let server: ChildProcess | undefined;
  const folder = makeRunFolder('gantry-own-pg-', (dir) => {
    killAll(processesOf(dir, ['postgres']));
    deleteFolder(dir);
  });

  beforeAll(async () => {
    const bin = path.join(BIN, readdirSync(BIN).sort().at(-1)!, 'bin');
    const data = path.join(folder.dir, 'data');
    chmodSync(folder.dir, 0o711);
    mkdirSync(data);
    execFileSync('chown', ['postgres', data]);
    const as = (program: string, args: string[]) => ['-u', 'postgres', '--', path.join(bin, program), ...args];
    execFileSync('runuser', as('initdb', ['-D', data, '-U', 'gantry', '--auth=trust', '-E', 'UTF8', '--no-sync']), { stdio: 'ignore' });
    const port = 40_000 + (process.pid % 20_000);
    server = spawn('runuser', as('postgres', ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', data]), { stdio: 'ignore' });
    const url = `postgresql://gantry@127.0.0.1:${port}/postgres`;
    await vi.waitFor(async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.end();
    }, { timeout: 20_000, interval: 100 });
    await migrate(url, path.resolve(import.meta.dirname, '../../../prisma/migrations'));
    const { db } = await import('@/lib/platform/server/db');
    await db().$disconnect();
    delete (globalThis as unknown as Record<symbol, unknown>)[Symbol.for('gantry.db')];
    process.env.DATABASE_URL = url;
    engine = await connectTestEngine();
  }, 60_000);
  afterAll(async () => {
    const { db } = await import('@/lib/platform/server/db');
    await db().$disconnect();
    server?.kill('SIGINT');
    folder.remove();
  });

  it(`lets exactly ten in, ${REPEATS} times`, repeat, 240_000);
});
