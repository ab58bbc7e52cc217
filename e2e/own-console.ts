import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { makeRunFolder } from '../lib/testing/run-folder';
import type { BrowserContext, Page } from '@playwright/test';
import { signIn, test as base } from './fixtures';
import { freePort, removeDataFolder, ROOT } from './start-console';

interface Start {
  child: ChildProcess;
  url: string;
  /** All that it has printed so far. */
  output: () => string;
  ended: Promise<number | null>;
}

interface OwnConsole {
  dataDir: string;
  start: (env?: Record<string, string>) => Promise<Start>;
  /** A page of a console of the test's own, signed in as its admin; closed with the test. */
  openConsole: (url: string, locale?: string) => Promise<Page>;
}

/** For tests that start and stop consoles of their own, on a data folder of their own. */
export const test = base.extend<OwnConsole>({
  openConsole: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (url, locale = 'en-US') => {
      const context = await browser.newContext({ baseURL: url, locale });
      contexts.push(context);
      const page = await context.newPage();
      await signIn(page);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  dataDir: async ({}, use) => {
    const folder = makeRunFolder('gantry-start-', removeDataFolder);
    await use(path.join(folder.dir, 'data'));
    folder.remove();
  },
  // `npm start` on a pipe, as nobody's terminal.
  start: async ({ dataDir }, use) => {
    const started: Start[] = [];
    await use(async (env = {}) => {
      const port = env.PORT ?? String(await freePort());
      const child = spawn('npm', ['start'], {
        cwd: ROOT,
        env: { ...process.env, GANTRY_DATA: dataDir, DOCKER_HOST: `unix://${process.env.GANTRY_E2E_SOCKET}`, DATABASE_URL: '', GANTRY_LOG_LEVEL: 'warn', ...env, PORT: port },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { text += String(chunk); });
      const start: Start = { child, url: `http://127.0.0.1:${port}`, output: () => text, ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))) };
      started.push(start);
      return start;
    });
    for (const { child, ended } of started) {
      child.kill('SIGTERM');
      await ended;
    }
  },
});

export function printToken(dataDir: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', 'token', '--', '--name', 'ci'], { cwd: ROOT, env: { ...process.env, GANTRY_DATA: dataDir, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => { text += String(chunk); });
    child.once('exit', (code) => (code === 0 ? resolve(text.trim()) : reject(new Error(`npm run token ended with ${code}`))));
  });
}
