import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { request } from '@/lib/testing/http';
import type { Permission } from '../endpoint';
import { livePosition, publishLive } from './live-bus';

await testDatabase();
const { createUser } = await import('@/lib/access/server/user.repo');
const { createApiToken } = await import('@/lib/access/server/api-token.repo');
const { sha256 } = await import('./seal');
const { GET } = await import('@/app/api/v1/stream/route');

const user = (await createUser({ email: 'reader@example.com', name: 'Reader', role: 'admin', passwordHash: null }))!;
async function tokenWith(permissions: Permission[]): Promise<string> {
  const token = `gty_${randomUUID()}`;
  await createApiToken({ userId: user.id, name: token, hash: sha256(token), prefix: 'gty_', permissions, expiresAt: null });
  return token;
}
const reader = await tokenWith(['container:view', 'event:view']);

interface Message { event: string; id: string; data: { kind?: string; data?: unknown } }

/** Opens the stream and reads it by and by; it ends with the test. */
async function open({ token = reader, after, header }: { token?: string; after?: string; header?: string } = {}) {
  const leave = new AbortController();
  onTestFinished(() => leave.abort());
  const address = `/api/v1/stream${after === undefined ? '' : `?after=${after}`}`;
  const answer = await GET(request('GET', address, { token, ...(header !== undefined && { headers: { 'last-event-id': header } }) }), { params: Promise.resolve({}) });
  expect(answer.status).toBe(200);
  const chunks = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => void chunks.cancel());
  let rest = '';
  const next = async (): Promise<Message> => {
    while (!rest.includes('\n\n')) rest += (await chunks.read()).value!;
    const [block, ...others] = rest.split('\n\n');
    rest = others.join('\n\n');
    const field = (name: string) => block!.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    return { event: field('event') ?? 'message', id: field('id') ?? '', data: JSON.parse(field('data') ?? '{}') as Message['data'] };
  };
  return { next, hello: await next() };
}
const told = (text: string, permission: Permission = 'container:view', replaceKey?: string) => publishLive({ kind: 'test', permission, data: text, ...(replaceKey && { replaceKey }) });
const untilNow = async (stream: { next(): Promise<Message> }) => {
  const end = randomUUID();
  told(end);
  const texts: unknown[] = [];
  for (;;) {
    const { event, data } = await stream.next();
    if (data.data === end) return texts;
    texts.push(event === 'message' ? data.data : event);
  }
};

it('tells who comes back what was missed, once and in order, by header or by address', async () => {
  const first = await open();
  told('seen');
  const { id } = await first.next();
  told('missed 1');
  told('missed 2');
  expect(await untilNow(await open({ header: id }))).toEqual(['missed 1', 'missed 2']);
  expect((await untilNow(await open({ after: id }))).slice(0, 2)).toEqual(['missed 1', 'missed 2']);
  // The header is of a later moment than the address that a page was opened with.
  const seenAll = livePosition();
  expect(await untilNow(await open({ after: id, header: seenAll }))).toEqual([]);
});

it('replays only what the reader may see, and of what replaces itself only the last', async () => {
  const position = livePosition();
  told('container');
  told('secret', 'user:manage');
  told('old figure', 'container:view', 'figure');
  told('event', 'event:view');
  told('new figure', 'container:view', 'figure');
  expect(await untilNow(await open({ after: position }))).toEqual(['container', 'event', 'new figure']);
  expect(await untilNow(await open({ after: position, token: await tokenWith(['event:view', 'container:view', 'user:manage']) }))).toContain('secret');
});

it('keeps the position of who comes back until it has what it missed', async () => {
  const position = livePosition();
  told('missed');
  expect((await open({ after: position })).hello.id).toBe(position);
  expect((await open()).hello.id).toBe(livePosition());
});

it('has a reader read everything again after too long a gap, after a restart, and from a position that never was', async () => {
  const before = livePosition();
  for (let index = 0; index < 2_100; index++) told(`many ${index}`);
  const [epoch, seq] = before.split('.') as [string, string];
  for (const after of [before, `${randomUUID()}.${seq}`, `${epoch}.${Number(seq) + 1_000_000}`]) {
    const stream = await open({ after });
    expect(await stream.next()).toMatchObject({ event: 'reset', id: livePosition() });
    expect(await untilNow(stream)).toEqual([]);
  }
  expect(await untilNow(await open({ after: livePosition() }))).toEqual([]);
});

it('bounds what it keeps by size as well', async () => {
  const before = livePosition();
  for (let index = 0; index < 12; index++) told('x'.repeat(1 << 20));
  const after = livePosition();
  told('small');
  expect((await (await open({ after: before })).next()).event).toBe('reset');
  expect(await untilNow(await open({ after }))).toEqual(['small']);
});

it('tells a reader that does not keep up to read everything again, and goes on from there', async () => {
  const stream = await open();
  for (let index = 0; index < 2_100; index++) told(`many ${index}`);
  let message = await stream.next();
  while (message.event !== 'reset') message = await stream.next();
  expect(await untilNow(stream)).toEqual([]);
});

it('refuses a position that is none', async () => {
  const answer = await GET(request('GET', '/api/v1/stream?after=%0Adata:x', { token: reader }), { params: Promise.resolve({}) });
  expect(answer.status).toBe(422);
});
