import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Scope } from '@/lib/access/model/scope';
import type { Engine } from '@/lib/environments/server/engine';
import { PERMISSIONS } from '@/lib/platform/endpoint';
import { db } from '@/lib/platform/server/db';
import { sha256 } from '@/lib/platform/server/seal';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { everyPermission } from '@/lib/testing/scopes';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import { accessChanged } from '@/lib/access/server/access-cache';
import { registerLocators } from '@/lib/locators';
import { request } from '@/lib/testing/http';
import { GET as getRecording } from '@/app/api/v1/recordings/[id]/route';
import { GET as listRecordings } from '@/app/api/v1/recordings/route';
import { parseCast } from '../model/cast';
import { createTicket } from './create-ticket';
import { recordingFile, recordingPolicy } from './recording';
import { handleTerminalUpgrade } from './handle-terminal-upgrade';

const dataDir = (process.env.GANTRY_DATA = mkdtempSync(path.join(tmpdir(), 'gantry-terminal-')));
const TOKEN = 'gantry_test_token';
let engine: Engine;
let server: Server | undefined;
let scope: Scope;
let containerId: string;
let tokenId: string;

beforeAll(async () => {
  await testDatabase();
  registerLocators();
  engine = await connectTestEngine();
  const user = await db().user.create({ data: { email: 'a@example.com', name: 'A', role: 'admin' } });
  const token = await db().apiToken.create({ data: { userId: user.id, name: 'ci', hash: sha256(TOKEN), prefix: 'gantry_', permissions: [...PERMISSIONS] } });
  tokenId = token.id;
  scope = { ...everyPermission('test'), actor: { kind: 'token', id: token.id, name: token.name, userId: user.id } };
  containerId = (await testEngine.run()).id;
  await vi.waitFor(() => expect(engine.inventory.container(containerId)?.state).toBe('running'), { interval: 20 });
  const own = (server = createServer());
  own.on('upgrade', (request, socket, head) => void handleTerminalUpgrade(request, socket, head));
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const ticketFor = async (command = ['sh'], user?: string) => (await createTicket(scope, { environmentId: engine.id, containerId, command, ...(user && { user }) }, new Date())).answer.ticket;

function connect(ticket: string, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) {
  const socket = new WebSocket(`ws://127.0.0.1:${(server!.address() as AddressInfo).port}/api/v1/terminal`, { headers });
  const seen = { text: '', events: [] as { kind: string; code?: unknown; detail?: string }[], status: 0, closed: false };
  socket.on('open', () => socket.send(JSON.stringify({ kind: 'open', ticket, columns: 97, rows: 31 })));
  socket.on('message', (data, isBinary) => (isBinary ? (seen.text += data.toString()) : seen.events.push(JSON.parse(data.toString()))));
  socket.on('unexpected-response', (_, response) => { seen.status = response.statusCode ?? 0; });
  socket.on('error', () => {});
  socket.on('close', () => { seen.closed = true; });
  const type = (text: string) => socket.send(Buffer.from(text));
  const shows = (wanted: string | RegExp) => vi.waitFor(() => expect(seen.text).toMatch(wanted), { timeout: 10_000, interval: 20 });
  const says = (kind: string) => vi.waitFor(() => {
    const found = seen.events.find((event) => event.kind === kind);
    expect(found).toBeDefined();
    return found!;
  }, { timeout: 10_000, interval: 20 });
  return { socket, seen, type, shows, says };
}

describe('a terminal', () => {
  it('runs what is typed, has the window\'s size, follows it, and tells the exit code', async () => {
    const { socket, seen, type, shows, says } = connect(await ticketFor());
    await says('ready');
    type('echo $((6*7))-ok\n');
    await shows('42-ok');
    await vi.waitFor(() => { type('stty size\n'); expect(seen.text).toMatch(/31 97/); }, { timeout: 10_000, interval: 100 });
    socket.send(JSON.stringify({ kind: 'resize', columns: 120, rows: 40 }));
    await vi.waitFor(() => { type('stty size\n'); expect(seen.text).toMatch(/40 120/); }, { timeout: 10_000, interval: 100 });
    type('exit 7\n');
    expect(await says('exit')).toMatchObject({ code: 7 });
    const rows = await vi.waitFor(async () => {
      const found = await db().auditEvent.findMany({ where: { action: { startsWith: 'terminal' } }, orderBy: { at: 'asc' } });
      expect(found.map(({ action }) => action)).toEqual(['terminal open', 'terminal close']);
      return found;
    }, { timeout: 5_000 });
    expect(rows[1]!.after).toMatchObject({ command: ['sh'], exitCode: 7, durationMs: expect.any(Number), endedBy: 'exit' });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  });

  it('opens once with a ticket, and never with a wrong one', async () => {
    const ticket = await ticketFor();
    const first = connect(ticket);
    await first.says('ready');
    const second = connect(ticket);
    expect(await second.says('error')).toMatchObject({ code: 'terminal.ticket_invalid' });
    first.socket.close();
    const expired = (await createTicket(scope, { environmentId: engine.id, containerId, command: ['sh'] }, new Date(Date.now() - 31_000))).answer.ticket;
    expect(await connect(expired).says('error')).toMatchObject({ code: 'terminal.ticket_invalid' });
  });

  it('is refused to another site and to nobody before any socket exists', async () => {
    const ticket = await ticketFor();
    const evil = connect(ticket, { origin: 'http://evil.example', authorization: `Bearer ${TOKEN}` });
    await vi.waitFor(() => expect(evil.seen.status).toBe(403), { interval: 20 });
    const nobody = connect(ticket, { authorization: 'Bearer nothing' });
    await vi.waitFor(() => expect(nobody.seen.status).toBe(401), { interval: 20 });
    await vi.waitFor(async () => expect(await db().auditEvent.findMany({ where: { action: 'terminal open', actorKind: 'anonymous' }, select: { outcome: true }, orderBy: { id: 'asc' } })).toEqual([{ outcome: 'platform.cross_site' }, { outcome: 'access.signed_out' }]));
  });

  it('says which program or user is missing', async () => {
    expect(await connect(await ticketFor(['no-such-shell'])).says('error')).toMatchObject({ code: 'terminal.command_missing', detail: expect.stringContaining('no-such-shell') });
    expect(await connect(await ticketFor(['sh'], 'nobody9')).says('error')).toMatchObject({ code: 'terminal.user_unknown', detail: expect.stringContaining('nobody9') });
  });

  it('ends its program when the browser goes', async () => {
    const { socket, type, shows, says } = connect(await ticketFor());
    await says('ready');
    type('echo started; sleep 98765\n');
    await shows('started\r');
    const running = async () => ((await testEngine.docker.getContainer(containerId).top()) as { Processes: string[][] }).Processes.flat().join(' ');
    await vi.waitFor(async () => expect(await running()).toContain('98765'), { timeout: 10_000 });
    socket.terminate();
    await vi.waitFor(async () => expect(await running()).not.toContain('98765'), { timeout: 10_000 });
  });

  it('lets the program wait for a slow reader instead of filling memory', async () => {
    const { socket, type, says, seen } = connect(await ticketFor());
    await says('ready');
    socket.pause();
    type('yes\n');
    const before = process.memoryUsage().rss;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(process.memoryUsage().rss - before).toBeLessThan(60 << 20);
    socket.resume();
    await vi.waitFor(() => expect(seen.text.length).toBeGreaterThan(1_000), { timeout: 10_000 });
    socket.terminate();
  });

  it('is recorded where the policy says so: what it showed, not what was typed; who may sees it again', async () => {
    const asked: (string | null)[] = [];
    recordingPolicy().shouldRecord = async (place) => asked.push(place) > 0;
    const { seen, type, shows, says, socket } = connect(await ticketFor());
    expect(await says('ready')).toMatchObject({ recorded: true });
    type('stty -echo\n');
    type('read -s secret; echo got-$((1+1))\n');
    await new Promise((resolve) => setTimeout(resolve, 300));
    type('hunter2\n');
    await shows('got-2');
    socket.send(JSON.stringify({ kind: 'resize', columns: 120, rows: 40 }));
    type('exit\n');
    await says('exit');
    const row = await vi.waitFor(async () => {
      const found = await db().terminalRecording.findFirstOrThrow({ where: { endedAt: { not: null } } });
      expect(await db().auditEvent.count({ where: { action: 'terminal close', after: { path: ['recordingId'], equals: found.id } } })).toBe(1);
      return found;
    }, { timeout: 5_000 });
    expect(asked).toEqual([null]);
    expect(row).toMatchObject({ containerId, groupPath: null, userName: 'ci' });
    const text = readFileSync(recordingFile(row.id), 'utf8');
    expect(statSync(recordingFile(row.id)).mode & 0o777).toBe(0o600);
    expect(row.bytes).toBe(Buffer.byteLength(text));
    const cast = parseCast(text)!;
    expect(cast).toMatchObject({ columns: 97, rows: 31 });
    expect(cast.events.filter(([, kind]) => kind === 'o').map(([, , data]) => data).join('')).toBe(seen.text);
    expect(cast.events.find(([, kind]) => kind === 'r')?.[2]).toBe('120x40');
    expect(text).not.toContain('hunter2');

    const list = (await (await listRecordings(request('GET', '/api/v1/recordings', { token: TOKEN }), { params: Promise.resolve({}) })).json()) as { items: { id: string }[] };
    expect(list.items.map(({ id }) => id)).toEqual([row.id]);
    const get = (token: string, id = row.id) => getRecording(request('GET', `/api/v1/recordings/${id}`, { token }), { params: Promise.resolve({ id }) });
    const answer = await get(TOKEN);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe(text);
    expect(await db().auditEvent.count({ where: { action: 'terminal replay' } })).toBe(1);

    const lead = await db().user.create({ data: { email: 'lead@example.com', name: 'L', role: 'none', grants: { create: { role: 'lead', groupPath: '/shop', createdBy: 'test' } } } });
    await db().apiToken.create({ data: { userId: lead.id, name: 'lead', hash: sha256('gty_lead'), prefix: 'gty_', permissions: [...PERMISSIONS] } });
    expect((await get('gty_lead')).status).toBe(404);
    await db().terminalRecording.update({ where: { id: row.id }, data: { groupPath: '/shop/web' } });
    expect((await get('gty_lead')).status).toBe(200);
    await db().terminalRecording.update({ where: { id: row.id }, data: { groupPath: '/shopping/web' } });
    expect((await get('gty_lead')).status).toBe(404);
    expect((await get(TOKEN, '01980000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('does not open where it must be recorded and cannot be', async () => {
    recordingPolicy().shouldRecord = async () => { throw new Error('the policy is not known'); };
    expect(await connect(await ticketFor()).says('error')).toMatchObject({ code: 'terminal.recording_failed' });
    recordingPolicy().shouldRecord = async () => false;
    const { says, socket } = connect(await ticketFor());
    expect(await says('ready')).toMatchObject({ recorded: false });
    socket.close();
  });

  it('closes as soon as its owner loses access', async () => {
    const { says } = connect(await ticketFor());
    await says('ready');
    await db().apiToken.update({ where: { id: tokenId }, data: { revokedAt: new Date() } });
    accessChanged();
    expect(await says('error')).toMatchObject({ code: 'terminal.signed_out' });
  });
});
