// The console's process: data folder → Postgres → migrations → Next with its controllers → HTTP. scripts/start.mjs runs it.
import { createServer, type IncomingMessage } from 'node:http';
import path from 'node:path';
import next from 'next';
import { DataFolderInUse, readOrCreateSecret, takeDataFolder } from './lib/platform/server/data-folder';
import { startEmbeddedPostgres } from './lib/platform/server/embedded-postgres';
import { findEngine } from './lib/platform/server/find-engine';
import { startup } from './lib/platform/server/lifecycle';
import { migrate } from './lib/platform/server/migrate';
import { runShutdown } from './lib/platform/server/shutdown';
import { upgradeHandlers } from './lib/platform/server/upgrade-handlers';

const STOP_DEADLINE_MS = 8_000;
const dev = process.argv.includes('--dev');
/** The built file stands in `.next`, so the launcher says where the project is. */
const root = process.env.GANTRY_ROOT ?? import.meta.dirname;
const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? '127.0.0.1';
const dataDir = path.resolve(process.env.GANTRY_DATA ?? '.gantry');
const url = process.env.GANTRY_URL ?? `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;

async function main(): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`PORT must be a number between 0 and 65535, not "${process.env.PORT}".`);
  const lock = takeDataFolder(dataDir, url);
  process.env.GANTRY_DATA = dataDir;
  process.env.GANTRY_SECRET ??= readOrCreateSecret(dataDir);
  process.env.NEXTAUTH_SECRET = process.env.GANTRY_SECRET;
  // People reach the console by several names; next-auth goes by the one in the request.
  delete process.env.NEXTAUTH_URL;
  process.env.AUTH_TRUST_HOST = '1';

  const database = process.env.DATABASE_URL ? undefined : await step('Postgres', () => startEmbeddedPostgres(path.join(dataDir, 'postgres')));
  process.env.DATABASE_URL ??= database?.url;
  const stopAll = async () => {
    await runShutdown();
    await database?.stop();
    lock.release();
  };

  try {
    await step('Migrations', () => migrate(process.env.DATABASE_URL!, path.join(root, 'prisma/migrations')));
    await step('Console', listen);
  } catch (error) {
    await stopAll();
    throw error;
  }
  stopOnSignal(stopAll);
  announce();
}

function announce(): void {
  const { setupPath } = startup();
  const lines = [``, `Gantry is at ${url}`, ...(setupPath ? [`First admin (works once, for 24 hours): ${url}${setupPath}`] : []), ``];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function listen(): Promise<void> {
  const http = createServer();
  const app = next({ dev, dir: root, hostname: host, port, httpServer: http });
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new StartRefused(`Port ${port} on ${host} is taken. Set PORT to another one.`) : error),
    );
    http.listen(port, host, resolve);
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  const upgradeToNext = dev ? app.getUpgradeHandler() : undefined;
  http.on('request', (request, response) => {
    markPeer(request);
    void handle(request, response);
  });
  http.on('upgrade', (request, socket, head) => {
    markPeer(request);
    const own = upgradeHandlers().get(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (own) own(request, socket, head);
    else if (upgradeToNext) void upgradeToNext(request, socket, head);
    else socket.destroy();
  });
}

/** Headers that only this process may set: a copy from outside would forge the peer's address. */
function markPeer(request: IncomingMessage): void {
  const forwarded = process.env.GANTRY_TRUST_PROXY === '1' ? String(request.headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim() : '';
  request.headers['x-gantry-peer'] = forwarded || request.socket.remoteAddress || 'unknown';
  if (process.env.GANTRY_TRUST_PROXY !== '1') {
    delete request.headers['x-forwarded-for'];
    delete request.headers['x-forwarded-proto'];
    delete request.headers['x-forwarded-host'];
  }
}

function stopOnSignal(stopAll: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
      void stopAll().finally(() => process.exit(0));
    });
  }
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  process.stdout.write(`  ${name.padEnd(12)} ready in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

class StartRefused extends Error {}

function fail(sentence: string): never {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

if (process.argv.includes('--find-engine')) process.exit(findEngine() ? 0 : 1);

main().catch((error: unknown) => {
  if (error instanceof StartRefused || error instanceof DataFolderInUse) fail(error.message);
  process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
