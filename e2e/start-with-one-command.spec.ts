import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from './fixtures';
import { printToken, test } from './own-console';
import { waitUntilReady } from './start-console';

const consolePid = (text: string) => Number(/process (\d+)/.exec(text)?.[1]);

test('npm start prints one address and one setup link, and the link makes the first admin', async ({ start, dataDir, visitor }) => {
  const first = await start();
  await waitUntilReady(first.url, first.child);
  await expect.poll(first.output).toContain(`Gantry is at ${first.url}`);
  const links = first.output().match(/First admin \(works once, for 24 hours\): (\S+)/g);
  expect(links).toHaveLength(1);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);

  await visitor.goto(links![0]!.split(': ')[1]!);
  await expect(visitor.locator('input[type=password]').first()).toBeVisible();

  const health = await fetch(`${first.url}/api/health?live`);
  expect([health.status, ((await health.json()) as { live: boolean }).live]).toEqual([200, true]);
});

test('a second start on the same data is refused with a sentence, and the first goes on', async ({ start }) => {
  const first = await start();
  await waitUntilReady(first.url, first.child);
  const second = await start();
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/Gantry already runs on .+ \(process \d+, http:\/\/127\.0\.0\.1:\d+\)\. Stop it first/);
  expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
});

test('a port that is taken is told in a sentence', async ({ start }) => {
  const refused = await start({ PORT: new URL(process.env.GANTRY_E2E_URL!).port });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toMatch(/Port \d+ on 127\.0\.0\.1 is taken\. Set PORT to another one\./);
});

test('SIGTERM to npm stops the console and its Postgres, also with an open stream', async ({ start, dataDir }) => {
  const admin = { GANTRY_ADMIN_EMAIL: 'first@example.com', GANTRY_ADMIN_PASSWORD: 'correct horse battery' };
  const first = await start(admin);
  await waitUntilReady(first.url, first.child);
  const token = await printToken(dataDir);
  const stream = await fetch(`${first.url}/api/v1/stream`, { headers: { authorization: `Bearer ${token}` } });
  expect(stream.status).toBe(200);

  first.child.kill('SIGTERM');
  await first.ended;
  await expect.poll(() => existsSync(path.join(dataDir, 'console.lock'))).toBe(false);
  await expect.poll(() => existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  await stream.body?.cancel().catch(() => {});
  await expect(fetch(`${first.url}/api/health`)).rejects.toThrow();
});

test('after SIGKILL it starts again on the same data', async ({ start }) => {
  const admin = { GANTRY_ADMIN_EMAIL: 'first@example.com', GANTRY_ADMIN_PASSWORD: 'correct horse battery' };
  const first = await start(admin);
  await waitUntilReady(first.url, first.child);
  const refused = await start();
  await refused.ended;
  process.kill(consolePid(refused.output()), 'SIGKILL');
  await first.ended;

  const again = await start();
  await waitUntilReady(again.url, again.child);
  await expect.poll(again.output).toContain('Gantry is at');
  // The admin of the first start is there, so no setup link is offered.
  expect(again.output()).not.toContain('First admin');
});
