import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const dataDir = (process.env.GANTRY_DATA = mkdtempSync(path.join(tmpdir(), 'gantry-audit-')));
const anchorFile = path.join(dataDir, 'audit-anchors.json');
await testDatabase();
const { db } = await import('@/lib/platform/server/db');
const { recordAudit } = await import('./audit-event.repo');
const { flushAnchors } = await import('./anchor-file');
const { verifyChains } = await import('./verify-chains');
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const entry = { actorKind: 'user', actorId: null, actorName: 'mei@example.com', address: '192.0.2.1', action: 'POST /api/v1/apps', target: '/team/app', outcome: 'ok' };
const broken = async () => (await verifyChains()).chains.filter(({ problem }) => problem).map(({ chain, problem }) => `${chain} ${problem!.kind} ${problem!.seq}`);

/** Another process that appends; killed after it said so many, if `killAt` is given. Resolves with how many it said. */
function writer(name: string, count: number, killAt = Infinity): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/testing/write-audit-rows.ts', name, String(count)], { cwd: ROOT, env: { ...process.env, GANTRY_DATA: dataDir }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    said = Number(chunk.toString().trim().split('\n').at(-1));
    if (said >= killAt) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', () => resolve(said)));
}

describe('the audit chains', () => {
  it('neither fork nor gap while two processes append, are killed and start again', async () => {
    const started = performance.now();
    const work = async (name: string, killAt: number) => {
      const first = await writer(name, 5_000, killAt);
      expect(first).toBeGreaterThanOrEqual(killAt);
      expect(first).toBeLessThan(5_000);
      expect(await broken()).toEqual([]);
      return first + (await writer(name, 5_000 - first));
    };
    const said = await Promise.all([work('one', 1_200), work('two', 2_300)]);
    expect(said).toEqual([5_000, 5_000]);
    process.stderr.write(`${Math.round(10_000 / ((performance.now() - started) / 1000))} rows a second, with two kills and four starts\n`);
    const { chains, unchained } = await verifyChains();
    expect(chains.map(({ chain, problem }) => [chain, problem])).toEqual([['', undefined], ['/payments', undefined], ['/web', undefined]]);
    // What a killed one had not said yet may be in as well.
    expect(chains.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThanOrEqual(10_000);
    expect(unchained).toEqual({ before: 0, since: 0 });
    const anchors = JSON.parse(readFileSync(anchorFile, 'utf8')) as Record<string, { seq: number; hash: string }>;
    expect(Object.keys(anchors)).toEqual(['', '/payments', '/web']);
  }, 300_000);

  it('keep every row of a process that writes many at once, in the order of their asking', async () => {
    await Promise.all(Array.from({ length: 300 }, (_, i) => recordAudit({ ...entry, groupPath: `/burst/${i % 3}`, target: String(i) })));
    const rows = await db().auditEvent.findMany({ where: { chain: '/burst' }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ target }) => Number(target))).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort());
    expect(await broken()).toEqual([]);
  });

  it('verify whatever is written: any JSON, NUL, half surrogates, odd numbers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.string({ unit: 'binary' }), async (value, text) => {
        await recordAudit({ ...entry, groupPath: '/odd', target: text, actorName: `${text}\0`, before: value, after: { [text]: value, text, no: undefined, at: new Date(0) } });
      }),
      { numRuns: 150 },
    );
    await recordAudit({ ...entry, groupPath: '/odd', target: 'a\0b\ud800', before: [1e400, 5e-324, 1e21, -0, 0.1], after: null });
    expect(await db().auditEvent.findFirst({ where: { target: 'a\ufffdb\ufffd' } })).toMatchObject({ chain: '/odd' });
    expect(await broken()).toEqual([]);
  });
});

describe('tampering', () => {
  beforeAll(async () => {
    await flushAnchors();
    expect(await broken()).toEqual([]);
  });
  /** Does it, looks what is found, and undoes it. */
  async function found(change: string, kind: RegExp, file?: string): Promise<void> {
    await db().$executeRawUnsafe('create table kept as select * from "AuditEvent"');
    await db().$executeRawUnsafe('create table kept_anchors as select * from "AuditAnchor"');
    const anchors = readFileSync(anchorFile, 'utf8');
    if (file) writeFileSync(anchorFile, file);
    try {
      for (const statement of change.split(';')) expect(await db().$executeRawUnsafe(statement)).toBeGreaterThan(0);
      expect((await broken()).join()).toMatch(kind);
    } finally {
      for (const statement of ['delete from "AuditEvent"', 'insert into "AuditEvent" select * from kept', 'drop table kept', 'delete from "AuditAnchor"', 'insert into "AuditAnchor" select * from kept_anchors', 'drop table kept_anchors']) await db().$executeRawUnsafe(statement);
      writeFileSync(anchorFile, anchors);
      expect(await broken()).toEqual([]);
    }
  }
  const row = `where chain = '/web' and seq = 700`;

  it.each([
    ['after', `update "AuditEvent" set after = jsonb_set(after, '{a}', '1') ${row}`],
    ['before', `update "AuditEvent" set before = null ${row}`],
    ['actorName', `update "AuditEvent" set "actorName" = 'onf@example.com' ${row}`],
    ['at', `update "AuditEvent" set at = at + interval '1 millisecond' ${row}`],
    ['hash', `update "AuditEvent" set hash = translate(hash, '0123456789abcdef', '123456789abcdef0') ${row}`],
    ['prevHash', `update "AuditEvent" set "prevHash" = "prevHash" || '0' ${row}`],
    ['outcome', `update "AuditEvent" set outcome = 'ok ' ${row}`],
    ['groupPath', `update "AuditEvent" set "groupPath" = null ${row}`],
  ])('of one %s is found', (_, sql) => found(sql, /^\/web changed 700$/));

  it('finds a removed row', () => found(`delete from "AuditEvent" ${row}`, /^\/web missing 700$/));
  it('finds a first row that was removed', () => found(`delete from "AuditEvent" where chain = '/web' and seq = 1`, /^\/web missing 1$/));
  it('finds rows that were closed up after one was removed', () =>
    found(`delete from "AuditEvent" ${row};update "AuditEvent" set seq = seq + 1000000 where chain = '/web' and seq > 700;update "AuditEvent" set seq = seq - 1000001 where chain = '/web' and seq > 1000000`, /^\/web changed 700$/));
  it('finds two rows that changed places', () =>
    found(`update "AuditEvent" set seq = 1000000 ${row};update "AuditEvent" set seq = 700 where chain = '/web' and seq = 701;update "AuditEvent" set seq = 701 where chain = '/web' and seq = 1000000`, /^\/web changed 700$/));
  it('finds a row that was moved to another chain', () => found(`update "AuditEvent" set chain = '/odd', seq = (select max(seq) + 1 from "AuditEvent" where chain = '/odd') ${row}`, /^\/odd changed \d+,\/web missing 700$/));
  it('finds a cut tail', () => found(`delete from "AuditEvent" where chain = '/web' and seq > 1990`, /^\/web cut 1991$/));
  it('finds a cut tail by the file, when the anchor in the table was set back as well', () =>
    found(`delete from "AuditEvent" where chain = '/web' and seq > 1990;update "AuditAnchor" set (seq, hash) = (select seq, hash from "AuditEvent" where chain = '/web' and seq = 1990) where chain = '/web'`, /^\/web cut 1991$/));
  it('finds a cut tail by the table, when the file is gone', () => found(`delete from "AuditEvent" where chain = '/web' and seq > 1990`, /^\/web cut 1991$/, '{}'));
  it('finds a chain that was removed whole', () => found(`delete from "AuditEvent" where chain = '/web';delete from "AuditAnchor" where chain = '/web'`, /^\/web cut 1$/));
  it('finds an anchor that was removed or set back', async () => {
    await found(`delete from "AuditAnchor" where chain = '/web'`, /^\/web anchorLost/);
    await found(`update "AuditAnchor" set seq = 12, hash = (select hash from "AuditEvent" where chain = '/web' and seq = 12) where chain = '/web'`, /^\/web anchorLost/);
  });

  it('stays found after more rows came, and the file keeps what proves it', async () => {
    const write = (count: number) => Promise.all(Array.from({ length: count }, () => recordAudit({ ...entry, groupPath: '/cut' })));
    await write(20);
    await flushAnchors();
    await db().$executeRawUnsafe(`delete from "AuditEvent" where chain = '/cut' and seq > 15`);
    await write(10);
    await flushAnchors();
    expect(await broken()).toEqual(['/cut missing 16']);
    await db().$executeRawUnsafe(`delete from "AuditEvent" where chain = '/cut' and seq > 15`);
    await db().$executeRawUnsafe(`update "AuditAnchor" set (seq, hash) = (select seq, hash from "AuditEvent" where chain = '/cut' and seq = 15) where chain = '/cut'`);
    await write(40);
    await flushAnchors();
    expect(await broken()).toEqual(['/cut rewritten 20']);
  });

  it('by rows without a number is told apart from rows that are older than the chains', async () => {
    await db().auditEvent.create({ data: { ...entry, at: new Date(0) } });
    expect((await verifyChains()).unchained).toEqual({ before: 1, since: 0 });
    await db().auditEvent.create({ data: entry });
    expect((await verifyChains()).unchained).toEqual({ before: 1, since: 1 });
  });
});

describe('npm run audit:verify', () => {
  const run = () =>
    new Promise<{ code: number | null; text: string }>((resolve) => {
      const child = spawn(process.execPath, ['scripts/audit-verify.mjs'], { cwd: ROOT, env: { ...process.env, GANTRY_DATA: dataDir }, stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => { text += chunk; });
      child.once('close', (code) => resolve({ code, text }));
    });

  it('says what it found of each chain, and fails when one is broken', async () => {
    const { code, text } = await run();
    expect(text).toMatch(/^\(console\) {2}\d+ rows {2}OK$/m);
    expect(text).toMatch(/^\/cut {2}19 rows read {2}BROKEN: row 20 of \S+ \(\S+\) is not the one that its anchor names$/m);
    expect(text).toMatch(/^1 rows are from before the chain/m);
    expect(code).toBe(1);
  });

  it('ends well when all is well', async () => {
    await db().$executeRawUnsafe(`delete from "AuditEvent" where chain = '/cut' or seq is null`);
    await db().$executeRawUnsafe(`delete from "AuditAnchor" where chain = '/cut'`);
    const { '/cut': _, ...others } = JSON.parse(readFileSync(anchorFile, 'utf8')) as Record<string, unknown>;
    writeFileSync(anchorFile, JSON.stringify(others));
    expect((await run()).code).toBe(0);
  });
});
