import { TEST_IMAGE } from '../lib/testing/busybox-image';
import { canStartEngines, startEngine, type StartedEngine } from '../lib/testing/start-engine';
import { ADMIN } from './admin';
import { expect } from './fixtures';
import { test as base } from './own-console';
import { waitUntilReady } from './start-console';

const admin = { GANTRY_ADMIN_EMAIL: ADMIN.email, GANTRY_ADMIN_PASSWORD: ADMIN.password };

/** An engine that a test may kill. */
const test = base.extend<{ engine: StartedEngine }>({
  engine: async ({}, use) => {
    const engine = await startEngine(['--live-restore']);
    await use(engine);
    await engine.stop();
  },
});
test.skip(!canStartEngines, 'an engine of the test\'s own is needed, to be killed');

async function runStays(engine: StartedEngine) {
  const container = await engine.docker.createContainer({ Image: TEST_IMAGE, Cmd: ['sleep', '3600'], name: 'stays' });
  await container.start();
  return container;
}

test('an engine that is killed, or hangs, is told as such at once on every page, and comes back by itself', async ({ openConsole, start, engine }) => {
  const stays = await runStays(engine);
  const console = await start({ ...admin, DOCKER_HOST: `unix://${engine.socketPath}` });
  await waitUntilReady(console.url, console.child);
  const page = await openConsole(console.url);
  const chinese = await openConsole(console.url, 'zh-CN');
  await chinese.goto('/containers');
  await page.goto('/containers');
  const row = page.getByRole('row').filter({ hasText: 'stays' });
  await expect(row.getByText('Running')).toBeVisible();

  await engine.kill9();
  await expect(page.getByText('local is down since')).toBeVisible();
  await expect(page.getByText(`Nothing accepts connections at ${engine.socketPath}.`)).toBeVisible();
  await expect(chinese.getByText('起已断开')).toBeVisible();
  await expect(row.getByRole('img', { name: 'As it was before local stopped answering' })).toBeVisible();
  await row.getByRole('checkbox').check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Restart' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByText('The engine local cannot be reached: nothing accepts connections at its address.').first()).toBeVisible();
  for (const path of ['/images', '/volumes', '/networks', '/events']) {
    await page.goto(path);
    await expect(page.getByText('local is down since'), path).toBeVisible();
  }
  const { items } = (await (await page.request.get('/api/v1/containers')).json()) as { items: { id: string; environmentId: string }[] };
  await page.goto(`/containers/${items[0]!.environmentId}/${items[0]!.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'stays' })).toBeVisible();
  await expect(page.getByText(TEST_IMAGE)).toBeVisible();
  await expect(page.getByText('local is down since')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('listitem').filter({ hasText: 'The engine is down.' })).toBeVisible();

  await engine.restart();
  await expect(page.getByText('Everything is well')).toBeVisible();
  await page.goto('/containers');
  await expect(row.getByText('Running')).toBeVisible();
  await expect(page.getByText('local is down since')).toHaveCount(0);

  engine.signal('SIGSTOP');
  await expect(page.getByText('local does not answer: stale since')).toBeVisible();
  await expect(chinese.getByText('没有响应，此处显示')).toBeVisible();
  engine.signal('SIGCONT');
  await expect(page.getByText('local does not answer')).toHaveCount(0);
  await stays.remove({ force: true });
  await expect(row).toHaveCount(0);
});

test('a page that stays open while the console restarts shows what happened meanwhile, and nothing that went', async ({ openConsole, start, engine }) => {
  const goes = await runStays(engine);
  const console = await start({ ...admin, DOCKER_HOST: `unix://${engine.socketPath}` });
  await waitUntilReady(console.url, console.child);
  const page = await openConsole(console.url);
  // Visited before: what is kept of it must not be shown as current later.
  await page.goto('/containers');
  await expect(page.getByRole('row').filter({ hasText: 'stays' })).toBeVisible();
  await page.getByRole('link', { name: 'Volumes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Volumes' })).toBeVisible();

  console.child.kill('SIGTERM');
  await console.ended;
  await goes.remove({ force: true });
  await engine.docker.createVolume({ Name: 'made-meanwhile' });
  const again = await start({ ...admin, PORT: new URL(console.url).port, DOCKER_HOST: `unix://${engine.socketPath}` });
  await waitUntilReady(again.url, again.child);

  await expect(page.getByRole('row').filter({ hasText: 'made-meanwhile' })).toBeVisible();
  await page.getByRole('link', { name: 'Containers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Containers' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'stays' })).toHaveCount(0);
  await engine.docker.createContainer({ Image: TEST_IMAGE, Cmd: ['true'], name: 'made-after' });
  await expect(page.getByRole('row').filter({ hasText: 'made-after' })).toBeVisible();
});
