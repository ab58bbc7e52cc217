import type { EventEmitter } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { makeTrafficServer } from '../server';
import type { Kind, Rates } from './kinds';
import { startLoad, type LoadOptions } from './start-load';

const QUICK: Partial<LoadOptions> = { timeoutMs: 400, webSocketLifeMs: [300, 600] };
const ALL: Rates = { keepAlive: 80, fresh: 40, slow: 10, upload: 2, webSocket: 4 };
const servers: http.Server[] = [];
afterAll(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const listen = (server: http.Server) =>
  new Promise<number>((resolve) => {
    servers.push(server);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
const good = () => makeTrafficServer({ version: '7', instance: 'a', slowMs: 100 });

async function load(port: number, rates: Rates, options: Partial<LoadOptions> = QUICK, ms = 900) {
  const running = startLoad({ address: '127.0.0.1', port, host: 'a.example.test', rates, ...options });
  await sleep(ms);
  return running.stop();
}
type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;
const answers = (request: http.IncomingMessage, more: object = {}) => JSON.stringify({ version: '7', instance: 'a', nonce: request.headers['x-nonce'], ...more });

describe.concurrent('a server that does what it should', () => {
  it('is found without a failure, every kind answered, who answered known', async () => {
    const report = await load(await listen(good()), ALL, { ...QUICK, timeoutMs: 5_000 }, 2_000);
    expect(report.failures).toEqual([]);
    for (const kind of Object.keys(ALL) as Kind[]) {
      expect(report.counts[kind].ok, kind).toBe(report.counts[kind].begun);
      expect(report.counts[kind].ok, kind).toBeGreaterThan(kind === 'upload' ? 0 : 5);
    }
    expect(report.counts.keepAlive.begun).toBeGreaterThan(100);
    expect(Object.keys(report.versions)).toEqual(['7']);
    expect(report.instances.a!.lastMs - report.instances.a!.firstMs).toBeGreaterThan(1_500);
    expect(report.seconds.reduce((sum, { ok }) => sum + ok, 0)).toBe(Object.values(report.counts).reduce((sum, { ok }) => sum + ok, 0));
  });

  it('may close connections that it said it would, and idle ones', async () => {
    let requests = 0;
    const announces = await listen(http.createServer((request, response) => void response.writeHead(200, requests++ % 3 ? {} : { connection: 'close' }).end(answers(request))));
    expect((await load(announces, { keepAlive: 100 })).failures).toEqual([]);
    const connections = new Set<Socket>();
    const idle = http.createServer((request, response) => {
      connections.add(request.socket);
      response.end(answers(request), () => setTimeout(() => request.socket.end(), 20));
    });
    expect((await load(await listen(idle), { keepAlive: 8 })).failures).toEqual([]);
    expect(connections.size).toBeGreaterThan(3);
  });

  it('keeps connections where it should and opens new ones where it should', async () => {
    const connections: Record<string, Set<Socket>> = {};
    const count = async (kind: Kind) => {
      const server = good();
      server.on('connection', (socket: Socket) => (connections[kind] ??= new Set()).add(socket));
      return load(await listen(server), { [kind]: 80 }, { ...QUICK, idleConnections: 3 });
    };
    await count('keepAlive');
    const { counts } = await count('fresh');
    expect(connections.keepAlive!.size).toBe(8 + 3);
    expect(connections.fresh!.size).toBe(counts.fresh.begun);
  });
});

describe.concurrent('each thing that a server can do wrong is counted', () => {
  const wrong: Record<string, { kind: Kind; handler: Handler; what: RegExp }> = {
    'an error status': { kind: 'fresh', handler: (_, response) => void response.writeHead(503).end(), what: /^status 503$/ },
    'somebody else\'s answer': { kind: 'keepAlive', handler: (request, response) => void response.end(answers(request).replace(/"nonce":"\d+"/, '"nonce":"0"')), what: /^the answer to 0 came for \d+$/ },
    'a page that is not the app\'s': { kind: 'fresh', handler: (_, response) => void response.end('<html>welcome'), what: /^not the app's answer: <html>/ },
    'a connection cut before the answer': { kind: 'fresh', handler: (request) => void request.socket.destroy(), what: /hang up on a new connection/ },
    'a reused connection reset under a request': { kind: 'keepAlive', handler: resetSecond(), what: /(hang up|ECONNRESET) on a reused connection/ },
    'an answer cut in the middle': { kind: 'slow', handler: (request, response) => { response.writeHead(200, { 'content-length': 1_000 }); response.write('{'); setTimeout(() => request.socket.destroy(), 30); }, what: /aborted|cut in the middle/ },
    'a chunked answer cut in the middle': { kind: 'slow', handler: (request, response) => { response.write('{'); setTimeout(() => request.socket.destroy(), 30); }, what: /aborted|cut in the middle/ },
    'no answer': { kind: 'slow', handler: () => {}, what: /^no whole answer within 400 ms/ },
    'an answer that never ends': { kind: 'fresh', handler: (_, response) => void response.write('{'), what: /^no whole answer within 400 ms/ },
    'an upload of which a part is lost': { kind: 'upload', handler: (request, response) => { request.resume(); request.on('end', () => response.end(answers(request, { sha256: 'x', bytes: 5 }))); }, what: /^sent \d+ bytes, 5 arrived or others$/ },
    'an upload cut': { kind: 'upload', handler: (request) => { request.once('data', () => request.socket.destroy()); }, what: /on a (new|reused) connection/ },
    'an upload refused in the middle': { kind: 'upload', handler: (_, response) => void response.writeHead(503, { connection: 'close' }).end(), what: /status 503|on a (new|reused) connection/ },
  };
  for (const [name, { kind, handler, what }] of Object.entries(wrong)) {
    it(name, async () => {
      const report = await load(await listen(http.createServer(handler)), { [kind]: kind === 'upload' ? 5 : 20 }, kind === 'upload' ? { timeoutMs: 5_000 } : QUICK);
      const { begun, ok, failed } = report.counts[kind];
      expect(failed).toBeGreaterThan(0);
      expect(ok + failed).toBe(begun);
      expect(report.failures).toHaveLength(failed);
      for (const failure of report.failures) expect(failure.what).toMatch(what);
      expect(report.seconds.reduce((sum, second) => sum + second.failed, 0)).toBe(failed);
    });
  }

  it('nobody there', async () => {
    const { failures, counts } = await load(1, ALL, { ...QUICK, timeoutMs: 2_000 });
    expect(new Set(failures.map(({ kind }) => kind))).toEqual(new Set(Object.keys(ALL)));
    expect(Object.values(counts).every(({ ok }) => ok === 0)).toBe(true);
    expect(failures[0]!.what).toContain('ECONNREFUSED');
  });

  const wrongSockets: Record<string, { serve: (socket: WebSocket) => void; what: RegExp }> = {
    'a WebSocket cut': { serve: (socket) => { echo(socket); setTimeout(() => socket.terminate(), 150); }, what: /^cut$/ },
    'a WebSocket closed unasked': { serve: (socket) => { echo(socket); setTimeout(() => socket.close(1001), 150); }, what: /^closed unasked with 1001$/ },
    'a wrong echo': { serve: (socket) => { hello(socket); socket.on('message', () => socket.send('echo 0')); }, what: /^sent echo 1, back came echo 0$/ },
    'no echo': { serve: (socket) => hello(socket), what: /no(t closed| echo) in time/ },
    'a WebSocket that says nothing of itself': { serve: () => {}, what: /^told nothing of itself in time$/ },
    'a WebSocket of somebody else': { serve: (socket) => socket.send('welcome'), what: /^not the app's answer/ },
    'a close that is answered by a cut': { serve: cutAtClose, what: /^cut in place of an answer to the close$/ },
  };
  for (const [name, { serve, what }] of Object.entries(wrongSockets)) {
    it(name, async () => {
      const server = http.createServer();
      const sockets = new WebSocketServer({ server });
      sockets.on('connection', serve);
      const report = await load(await listen(server), { webSocket: 2 }, { ...QUICK, webSocketLifeMs: [300, 400] });
      expect(report.counts.webSocket.failed).toBeGreaterThan(0);
      for (const failure of report.failures) expect(failure.what).toMatch(what);
    });
  }

  it('a WebSocket refused, by a status or by a silence', async () => {
    const refuses = http.createServer().on('upgrade', (_, socket) => void socket.end('HTTP/1.1 503 No\r\n\r\n'));
    expect((await load(await listen(refuses), { webSocket: 1 })).failures[0]!.what).toContain('503');
    const silent = http.createServer().on('upgrade', () => {});
    expect((await load(await listen(silent), { webSocket: 1 })).failures[0]!.what).toContain('timed out');
  });

  it('a failure says which instance a WebSocket was on, and when', async () => {
    const server = good();
    const connections: Socket[] = [];
    server.on('connection', (socket: Socket) => connections.push(socket));
    const port = await listen(server);
    const running = startLoad({ address: '127.0.0.1', port, host: 'x', rates: { webSocket: 1 }, timeoutMs: 1_000 });
    await sleep(400);
    const cutAt = running.nowMs();
    connections[0]!.destroy();
    await sleep(50);
    const { failures } = await running.stop();
    expect(failures[0]).toMatchObject({ kind: 'webSocket', instance: 'a', what: 'cut' });
    expect(failures[0]!.startedMs).toBeLessThan(cutAt);
    expect(failures[0]!.failedMs).toBeGreaterThanOrEqual(cutAt);
  });
});

function hello(socket: WebSocket): void {
  socket.send(JSON.stringify({ version: '7', instance: 'a' }));
}

function echo(socket: WebSocket): void {
  hello(socket);
  socket.on('message', (data) => socket.send(String(data)));
}

/** The first request of a connection is answered, the next one meets a reset that nobody announced. */
function resetSecond(): Handler {
  const known = new WeakSet<Socket>();
  return (request, response) => {
    if (known.has(request.socket)) return void request.socket.resetAndDestroy();
    known.add(request.socket);
    response.end(answers(request));
  };
}

function cutAtClose(socket: WebSocket): void {
  echo(socket);
  // The part of ws that would answer a close.
  const receiver = (socket as unknown as { _receiver: EventEmitter })._receiver;
  receiver.removeAllListeners('conclude').on('conclude', () => socket.terminate());
}
