import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { parseCast } from '../model/cast';

const dataDir = (process.env.GANTRY_DATA = mkdtempSync(path.join(tmpdir(), 'gantry-recording-')));
await testDatabase();
const { db } = await import('@/lib/platform/server/db');
const { closeAbandonedRecordings, Recording, recordingFile } = await import('./recording');
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const facts = { environmentId: '01980000-0000-7000-8000-000000000000', containerId: 'c'.repeat(64), containerName: 'web', groupPath: '/shop/web', userName: 'mei@example.com', command: ['sh'], columns: 80, rows: 24 };
const fail = (error: Error) => { throw error; };

it('has its header in the file before anything else, and keeps characters whole that came in pieces', async () => {
  const recording = await Recording.start(facts, fail);
  expect(parseCast(readFileSync(recordingFile(recording.id), 'utf8'))).toMatchObject({ columns: 80, events: [] });
  const bytes = Buffer.from('中文\u001b]52;c;aGk=\u0007');
  recording.output(bytes.subarray(0, 1));
  recording.output(bytes.subarray(1, 4));
  recording.output(bytes.subarray(4));
  await recording.end();
  expect(parseCast(readFileSync(recordingFile(recording.id), 'utf8'))!.events.map(([, , data]) => data).join('')).toBe(bytes.toString());
  expect(await db().terminalRecording.findUnique({ where: { id: recording.id } })).toMatchObject({ endedAt: expect.any(Date), groupPath: '/shop/web' });
});

it('ends at its bound, with whole lines', async () => {
  const recording = await Recording.start(facts, fail, 10_000);
  for (let i = 0; i < 1_000; i++) recording.output(Buffer.from(`line ${i}\r\n`));
  await recording.end();
  const text = readFileSync(recordingFile(recording.id), 'utf8');
  expect(text.length).toBeLessThanOrEqual(10_000);
  expect(text.endsWith(']\n')).toBe(true);
  expect((await db().terminalRecording.findUniqueOrThrow({ where: { id: recording.id } })).bytes).toBe(text.length);
});

it('of a killed console is closed and can be played', async () => {
  const recording = await Recording.start(facts, fail);
  appendFileSync(recordingFile(recording.id), '[0.5,"o","all well"]\n[0.9,"o","ha');
  const gone = await Recording.start(facts, fail);
  rmSync(recordingFile(gone.id));
  await closeAbandonedRecordings();
  const row = await db().terminalRecording.findUniqueOrThrow({ where: { id: recording.id } });
  expect(row.endedAt!.getTime()).toBeGreaterThanOrEqual(row.startedAt.getTime());
  expect(row.bytes).toBe(readFileSync(recordingFile(recording.id)).length);
  expect(parseCast(readFileSync(recordingFile(recording.id), 'utf8'))!.events).toHaveLength(1);
  expect(await db().terminalRecording.count({ where: { endedAt: null } })).toBe(0);
  await Promise.all([recording.end(), gone.end()]);
});

it('is refused where the folder cannot be written', async () => {
  const before = process.env.GANTRY_DATA;
  process.env.GANTRY_DATA = path.join(dataDir, 'file');
  writeFileSync(process.env.GANTRY_DATA, '');
  await expect(Recording.start(facts, fail)).rejects.toThrow();
  process.env.GANTRY_DATA = before;
});
