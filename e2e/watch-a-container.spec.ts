import type Docker from 'dockerode';
import { expect, test } from './fixtures';

async function start(docker: Docker, image: string, name: string, script: string): Promise<Docker.Container> {
  const container = await docker.createContainer({ Image: image, Cmd: ['sh', '-c', script], name, StopTimeout: 1 });
  await container.start();
  return container;
}

async function placeOf(api: { get(url: string): Promise<{ json(): Promise<unknown> }> }, name: string): Promise<string> {
  let row: { environmentId: string; id: string } | undefined;
  await expect.poll(async () => {
    const { items } = (await (await api.get(`/api/v1/containers?search=${name}`)).json()) as { items: (typeof row)[] };
    return (row = items[0]) !== undefined;
  }).toBe(true);
  return `/containers/${row!.environmentId}/${row!.id}`;
}

test('a log shows what is written while one looks, as text, and finds what is searched for', async ({ page, api, docker, image, unique }) => {
  const container = await start(docker, image, unique('log'), 'i=0; while :; do i=$((i+1)); echo "tick $i"; echo "<img src=x onerror=alert(1)>" >&2; sleep 0.2; done');
  await page.goto(`${await placeOf(api, (await container.inspect()).Name.slice(1))}?tab=logs`);
  const log = page.getByRole('log');
  await expect(log.getByText('tick 3', { exact: true })).toBeVisible();
  await expect(log.getByText('tick 12', { exact: true })).toBeVisible();
  await expect(log.locator('img')).toHaveCount(0);
  await expect(log.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('tick 1');
  await page.getByRole('button', { name: 'Matching lines only' }).click();
  await expect(log.locator('mark').first()).toHaveText('tick 1');
  await expect(log.getByText('onerror')).toHaveCount(0);
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('tick [5-6]$');
  await expect(log.locator('mark')).toHaveText(['tick 5', 'tick 6']);
  await container.remove({ force: true });
});

test('a terminal runs what is typed and tells how the program ended', async ({ page, api, docker, image, unique }) => {
  const container = await start(docker, image, unique('term'), 'sleep 3600');
  await page.goto(`${await placeOf(api, (await container.inspect()).Name.slice(1))}?tab=terminal`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await page.keyboard.type('echo $((6*7))\n');
  await expect(page.locator('.xterm-rows')).toContainText(/^42|\n42|[^0-9*]42/);
  await page.keyboard.type('exit 3\n');
  await expect(page.getByText('The program ended with exit code 3.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reconnect' })).toBeEnabled();
  await container.remove({ force: true });
});

test('charts show a running container\'s figures, and the same as a table', async ({ page, api, docker, image, unique }) => {
  const container = await start(docker, image, unique('busy'), 'while :; do :; done');
  await page.goto(`${await placeOf(api, (await container.inspect()).Name.slice(1))}?tab=stats`);
  await expect(page.getByRole('img', { name: /^CPU/ })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('img', { name: /^Memory/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('%');
  await container.remove({ force: true });
});
