import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test('groups show what is in them, are found, and act as one', async ({ page, api, docker, image, unique }) => {
  test.setTimeout(120_000);
  const headers = { origin: process.env.GANTRY_E2E_URL! };
  const group = unique('group');
  const { items } = (await (await api.get('/api/v1/environments')).json()) as { items: { id: string }[] };
  const spec = { image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.2 } };
  const apps = [{ path: `/${group}/web`, spec: { ...spec, instances: 2, labels: { tier: group } } }, { path: `/${group}/back/db`, spec }];
  expect((await api.post('/api/v1/groups/deploy', { headers, data: { environmentId: items[0]!.id, apps } })).ok()).toBe(true);

  await page.goto('/applications');
  await page.getByRole('link', { name: `Group ${group}`, exact: true }).click();
  await expect(page.getByRole('heading', { name: group })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'web' })).toContainText('2 of 2', { timeout: 30_000 });
  await expect(page.getByRole('row').filter({ hasText: 'back' })).toContainText('1 of 1', { timeout: 30_000 });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);

  // A filter and a search reach everything below, and stand in the address.
  await page.getByLabel(`tier=${group}`).check();
  await expect(page).toHaveURL(new RegExp(`label=tier(%3D|=)${group}`));
  await expect(page.getByRole('link', { name: 'web', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Group back', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('db');
  await expect(page.getByRole('link', { name: 'back/db', exact: true })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');

  // What the apps of a group may name.
  await page.getByRole('button', { name: 'Group actions' }).click();
  await page.getByRole('menuitem', { name: 'Variables and secrets…' }).click();
  const secrets = page.getByRole('region', { name: 'Secrets' });
  await secrets.getByLabel('Name').fill('DB_PASSWORD');
  await secrets.getByLabel('Value').fill('not for anybody');
  await secrets.getByRole('button', { name: 'Set' }).click();
  await expect(secrets.getByRole('row').filter({ hasText: 'DB_PASSWORD' })).toContainText('version 1');
  await expect(page.locator('body')).not.toContainText('not for anybody');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('button', { name: 'Group actions' }).click();
  await page.getByRole('menuitem', { name: 'Suspend' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'web' })).toContainText('Suspended', { timeout: 30_000 });
  const running = async () => (await docker.listContainers({ filters: { label: ['gantry.app'] } })).filter((row) => row.Labels['gantry.app']!.startsWith(`/${group}/`)).length;
  await expect.poll(running, { timeout: 30_000 }).toBe(0);
  await page.getByRole('button', { name: 'Group actions' }).click();
  await page.getByRole('menuitem', { name: 'Resume' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await expect.poll(running, { timeout: 30_000 }).toBe(3);

  await page.getByRole('button', { name: 'Group actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(`/${group}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(running, { timeout: 30_000 }).toBe(0);
  await expect(page).toHaveURL(/\/applications$/);
});
