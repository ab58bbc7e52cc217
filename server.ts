// The console's process: data folder → HTTP → Postgres → migrations → Next with its controllers. scripts/start.mjs runs it.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import next from 'next';
import { DataFolderInUse, readOrCreateSecret, takeDataFolder } from './lib/platform/server/data-folder';
import { startEmbeddedPostgres } from './lib/platform/server/embedded-postgres';
import { lifecycle, startup } from './lib/platform/server/lifecycle';
import { migrate } from './lib/platform/server/migrate';
import { runShutdown } from './lib/platform/server/shutdown';
import { upgradeHandlers } from './lib/platform/server/upgrade-handlers';

/** Controllers and open requests get this long before what they hold is taken from them. */
const CLOSE_MS = 2_000;
const STOP_DEADLINE_MS = 8_000;
/** A terminal's Ctrl-C can arrive twice (from it and from npm); a person's second one comes later and means "now". */
const SAME_SIGNAL_MS = 1_000;

/** The start cannot go on; `message` is a sentence for a person. */
class StartRefused extends Error {}

export async function startConsole({ root, dev }: { root: string; dev: boolean }): Promise<void> {
  const undo: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  stopOnSignal(stop);
  try {
    await start(root, dev, undo);
  } catch (error) {
    await stop();
    const sentence = error instanceof StartRefused || error instanceof DataFolderInUse ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`\n${sentence}\n`);
    process.exit(1);
  }
}

async function start(root: string, dev: boolean, undo: (() => void | Promise<void>)[]): Promise<void> {
  const port = readPort();
  const host = process.env.HOST || '127.0.0.1';
  const dataDir = path.resolve(process.env.GANTRY_DATA || '.gantry');
  const url = process.env.GANTRY_URL || `http://${readableHost(host)}:${port}`;

  const lock = takeDataFolder(dataDir, url);
  undo.push(lock.release);
  process.env.GANTRY_DATA = dataDir;
  process.env.GANTRY_SECRET ||= readOrCreateSecret(dataDir);
  process.env.NEXTAUTH_SECRET = process.env.GANTRY_SECRET;
  // People reach the console by several names; next-auth goes by the one in the request.
  delete process.env.NEXTAUTH_URL;
  process.env.AUTH_TRUST_HOST = '1';

  // Listens first: whether the port is free shows at once, and a prober gets an answer while the rest starts.
  const http = createServer();
  const handle = { current: answerStarting };
  http.on('request', (request, response) => {
    markPeer(request);
    void handle.current(request, response);
  });
  await listen(http, host, port);
  undo.push(() => closeHttp(http));

  if (!process.env.DATABASE_URL) {
    const database = await step('Postgres', () => startEmbeddedPostgres(path.join(dataDir, 'postgres')));
    undo.splice(undo.length - 1, 0, database.stop);
    process.env.DATABASE_URL = database.url;
  }
  await step('Migrations', () => migrate(process.env.DATABASE_URL!, path.join(root, 'prisma/migrations')).catch(explainDatabase));
  await step('Console', async () => {
    const app = next({ dev, dir: root, hostname: host, port, httpServer: http });
    await app.prepare();
    await controllersStarted();
    handle.current = app.getRequestHandler();
    const toNext = dev ? app.getUpgradeHandler() : undefined;
    http.on('upgrade', (request, socket, head) => {
      markPeer(request);
      const own = upgradeHandlers().get(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (own) own(request, socket, head);
      else if (toNext) void toNext(request, socket, head);
      else socket.destroy();
    });
  });
  announce(url);
}

function announce(url: string): void {
  const { setupPath } = startup();
  const lines = ['', `Gantry is at ${url}`, ...(setupPath ? [`First admin (works once, for 24 hours): ${url}${setupPath}`] : []), ''];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function readPort(): number {
  const port = Number(process.env.PORT || 3000);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new StartRefused(`PORT must be a whole number from 1 to 65535, not "${process.env.PORT}".`);
}

const readableHost = (host: string) => (host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host);

function listen(http: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new StartRefused(`Port ${port} on ${host} is taken. Set PORT to another one.`));
      else if (error.code === 'EACCES') reject(new StartRefused(`Port ${port} is only for root. Set PORT to one above 1023.`));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') reject(new StartRefused(`HOST is "${host}", which is no address of this machine.`));
      else reject(error);
    });
    http.listen(port, host, resolve);
  });
}

const answerStarting: RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const live = url.pathname === '/api/health' && url.searchParams.has('live');
  response.writeHead(live ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '1' });
  response.end(JSON.stringify({ live: true, ready: false, controllers: 'starting', database: 'down' }));
};

/** Ends controllers and streams, then waits for the requests in flight, but not for long. */
async function closeHttp(http: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  await within(CLOSE_MS, runShutdown());
  http.closeIdleConnections();
  await within(CLOSE_MS, closed);
  http.closeAllConnections();
}

const within = (ms: number, work: Promise<void>) => Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms).unref())]);

/** Next runs instrumentation on its own time; the address is told when what it starts has started. */
async function controllersStarted(): Promise<void> {
  for (let state = lifecycle().current; ; state = lifecycle().current) {
    if (state.state === 'ready') return;
    if (state.state === 'failed') throw state.error;
    await sleep(20);
  }
}

/** Headers that only this process may set: a copy from outside would forge the peer's address. */
function markPeer(request: IncomingMessage): void {
  const trusted = process.env.GANTRY_TRUST_PROXY === '1';
  const forwarded = trusted ? String(request.headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim() : '';
  request.headers['x-gantry-peer'] = forwarded || request.socket.remoteAddress || 'unknown';
  if (trusted) return;
  delete request.headers['x-forwarded-for'];
  delete request.headers['x-forwarded-proto'];
  delete request.headers['x-forwarded-host'];
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stoppingSince !== undefined) return performance.now() - stoppingSince > SAME_SIGNAL_MS ? process.exit(1) : undefined;
      stoppingSince = performance.now();
      setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
      void stop().then(() => process.exit(0), () => process.exit(1));
    });
  }
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  process.stdout.write(`  ✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
  return result;
}

/** A connection error of Postgres names addresses and codes; a person needs to know which setting to look at. */
function explainDatabase(error: NodeJS.ErrnoException & { errors?: Error[] }): never {
  if (!error.code || !/^(ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|28|3D)/.test(error.code)) throw error;
  throw new StartRefused(`The database at DATABASE_URL cannot be used: ${error.message || error.errors?.[0]?.message || error.code}`);
}
