import { createHash } from 'node:crypto';
import http from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';

export interface TrafficServerOptions {
  version: string;
  instance: string;
  healthy?: boolean;
  slowMs?: number;
}

/** What an instance of a test app answers. Each answer says who gave it and repeats the request's `x-nonce`, so that none can be mistaken for another's. */
export function makeTrafficServer({ version, instance, healthy = true, slowMs = 2_000 }: TrafficServerOptions): http.Server {
  const tell = (request: http.IncomingMessage, response: http.ServerResponse, more: object = {}) => {
    const body = JSON.stringify({ version, instance, nonce: request.headers['x-nonce'] ?? '', ...more });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  };
  const refuse = (response: http.ServerResponse, status: number) => void response.writeHead(status, { 'content-length': 0 }).end();

  const server = http.createServer((request, response) => {
    const { method, url = '/' } = request;
    if (method === 'POST' && url === '/upload') return receive(request, (sha256, bytes) => tell(request, response, { sha256, bytes }));
    if (url === '/') return tell(request, response);
    if (url === '/page') return void response.writeHead(200, { 'content-type': 'text/html' }).end(renderPage());
    if (url === '/slow') return void setTimeout(() => tell(request, response), slowMs);
    if (url === '/health') return healthy ? tell(request, response) : refuse(response, 503);
    if (url === `/static/${version}.js`) return tell(request, response);
    return refuse(response, 404);
  });

  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request, socket: Socket, head) => {
    if (request.url !== '/ws') return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.send(JSON.stringify({ version, instance }));
      webSocket.on('message', (data, isBinary) => webSocket.send(data, { binary: isBinary }));
      webSocket.on('error', () => {});
    });
  });
  return server;
}

const ROWS = Array.from({ length: 60 }, (_, index) => ({ id: index, name: `container <${index}>`, created: new Date(1_700_000_000_000 + index * 86_400_000), bytes: index * 123_456.789 }));
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** What a small app does for an answer: formats some rows, here without a database to wait for. */
function renderPage(): string {
  const rows = ROWS.map(({ id, name, created, bytes }) => `<tr><td>${id}</td><td>${escaped(name)}</td><td>${created.toISOString()}</td><td>${bytes.toFixed(1)}</td></tr>`);
  return `<!doctype html><title>page</title><table>${rows.join('')}</table>`;
}

function receive(request: http.IncomingMessage, then: (sha256: string, bytes: number) => void): void {
  const hash = createHash('sha256');
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  request.on('end', () => then(hash.digest('hex'), bytes));
}
