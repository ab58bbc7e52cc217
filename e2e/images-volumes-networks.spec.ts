import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { canStartEngines } from '../lib/testing/start-engine';
import { expect, test } from './fixtures';

async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('.animate-pulse')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
}

test('an image is built from a pasted Dockerfile, opened, named once more, and removed', async ({ page, docker, image, unique }) => {
  const tag = `${unique('built')}:1`;
  await page.goto('/images');
  await page.getByRole('button', { name: 'Build' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name and tag').fill(tag);
  await dialog.getByLabel('Dockerfile').fill(`FROM ${image}\nRUN echo "a step speaks"\nENV DB_PASSWORD=geheim`);
  await dialog.getByRole('button', { name: 'Build' }).click();
  await expect(dialog.getByLabel('Output')).toContainText('a step speaks');
  await expect(page.getByText(`Built ${tag}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('link', { name: tag }).click();
  await expect(page.getByRole('heading', { level: 1, name: tag })).toBeVisible();
  await expect(page.getByText('geheim')).toHaveCount(0);
  await expectAccessible(page);

  const more = `${tag}-more`;
  await page.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('dialog').getByLabel('Name and tag').fill(more);
  await page.getByRole('dialog').getByRole('button', { name: 'Tag' }).click();
  await expect(page.getByRole('button', { name: `Take away the name ${more}` })).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/\/images$/);
  await expect(docker.getImage(tag).inspect()).rejects.toMatchObject({ statusCode: 404 });
});

test('a build that fails says at which step, and stays open to be mended', async ({ page, image }) => {
  await page.goto('/images');
  await page.getByRole('button', { name: 'Build' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Dockerfile').fill(`FROM ${image}\nRUN exit 7`);
  await dialog.getByRole('button', { name: 'Build' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Step 2/2 : RUN exit 7');
  await expect(dialog.getByLabel('Dockerfile')).toHaveValue(/RUN exit 7/);
});

test('an export of many megabytes comes back whole through the import', async ({ page, api, docker, image, unique }) => {
  const tag = `${unique('big')}:1`;
  const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string }[] };
  const root = `/api/v1/environments/${items[0]!.id}/images`;
  const origin = { origin: new URL(page.url() === 'about:blank' ? process.env.GANTRY_E2E_URL! : page.url()).origin };
  await api.post(`${root}/build-dockerfile`, { headers: origin, data: { dockerfile: `FROM ${image}\nRUN head -c 15000000 /dev/urandom > /fill`, tags: [tag] } });
  const { Id } = await docker.getImage(tag).inspect();
  const tar = await (await api.get(`${root}/export?image=${tag}`)).body();
  expect(tar.length).toBeGreaterThan(15_000_000);
  await docker.getImage(tag).remove();
  await page.goto('/images');
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('dialog').getByLabel(/^File/).setInputFiles({ name: 'image.tar', mimeType: 'application/x-tar', buffer: tar });
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported image.tar')).toBeVisible();
  expect((await docker.getImage(tag).inspect()).Id).toBe(Id);
  await docker.getImage(tag).remove();
});

test('a prune shows what goes, and takes just that', async ({ page, docker, unique }) => {
  test.skip(!canStartEngines, 'on an engine that is somebody\'s it would take their volumes');
  const [unused, kept] = [unique('volume-a'), unique('volume-b')];
  for (const Name of [unused]) await docker.createVolume({ Name });
  await page.goto('/volumes');
  await page.getByRole('button', { name: 'Prune' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await expect(dialog.getByRole('listitem').filter({ hasText: unused })).toBeVisible();
  await docker.createVolume({ Name: kept });
  await dialog.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByRole('row').filter({ hasText: unused })).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: kept })).toBeVisible();
  await page.getByRole('link', { name: kept }).click();
  await expect(page.getByText('No container mounts it.')).toBeVisible();
  await expectAccessible(page);
  await docker.getVolume(kept).remove();
});

test('a network is made, refuses what cannot be, and shows who joins it', async ({ page, docker, image, unique }) => {
  const name = unique('net');
  const container = await docker.createContainer({ Image: image, Cmd: ['sleep', '3600'], name: unique('guest') });
  await container.start();
  const guest = (await container.inspect()).Name.slice(1);
  await page.goto('/networks');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Subnet', { exact: true }).fill('10.99.0.7/24');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('alert')).toContainText('"10.99.0.7/24" is not a subnet');
  await dialog.getByLabel('Subnet', { exact: true }).fill('10.99.0.0/24');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('dialog').getByLabel('Container').selectOption({ label: guest });
  await page.getByRole('dialog').getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('row').filter({ hasText: guest })).toContainText('10.99.0.');
  await expectAccessible(page);
  await page.getByRole('button', { name: `Disconnect ${guest}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('No container is on it.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/\/networks$/);
  await container.remove({ force: true });
});
